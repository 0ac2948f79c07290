package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.testing.GraphText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is accepted and refused here was compared with what ONNX Runtime 1.29 does on the same models. */
class ModelCheckTest {
    @Test
    void acceptsOmittedInputsAndOutputsDefaultsAndOutputsThatNothingComputes() {
        assertAccepted("""
                x: float[2]; unused: float[2]
                w: float[2] = {1, 2}
                c = float[2] {3, 4}
                a, , = Custom(x, , w)
                y = Add(a, c)
                return y, y, x, c
                """);
    }

    @Test
    void acceptsASubgraphThatReadsWhatIsAroundIt() {
        assertAccepted("""
                x: float[2]; flag: bool
                w = float[2] {1, 2}
                a = Neg(x)
                y = If(flag) {then_branch={t = Add(a, w); return t}, else_branch={t = Add(x, w); return t}}
                return y
                """);
    }

    @Test
    void acceptsASubgraphWhoseInitializerOrInputHidesAnOuterValue() {
        assertAccepted("""
                x: float[2]; flag: bool
                w = float[2] {1, 2}
                y = If(flag) {then_branch={w = float[2] {3, 4}; t = Add(x, w); return t}, else_branch={x: float[2]; e = Neg(x); return e}}
                z = Add(y, w)
                return z
                """);
    }

    @Test
    void refusesAnInputThatNothingDefines() {
        assertRefused(
                """
                x: float[2]
                [add] y = Add(x, nothing)
                return y
                """,
                "Node 'add' (Add), input 1: expected a graph input, an initializer or the output of an earlier node, got 'nothing'");
    }

    @Test
    void refusesAnInputThatOnlyASubgraphDefines() {
        assertRefused("""
                x: float[2]; flag: bool
                y = If(flag) {then_branch={t = Neg(x); return t}, else_branch={e = Neg(x); return e}}
                z = Add(y, t)
                return z
                """, "input 1: expected a graph input, an initializer or the output of an earlier node, got 't'");
    }

    @Test
    void refusesAnInputThatALaterNodeDefines() {
        Model model = GraphText.parse("""
                x: float[2]
                a = Neg(x)
                y = Relu(a)
                return y
                """);
        List<Node> backwards = new ArrayList<>(model.graph().nodes());
        Collections.reverse(backwards);
        Graph graph = model.graph().toBuilder().nodes(backwards).build();

        assertRefused(model.withGraph(graph), "Node '-> y' (Relu), input 0");
    }

    @Test
    void refusesAValueThatIsDefinedTwice() {
        assertRefused("""
                x: float[2]
                y = Neg(x)
                y = Relu(x)
                return y
                """, "Node '-> y' (Relu), output 0: expected a new name, got 'y', which is defined already");
        assertRefused("""
                x: float[2]
                y, y = Split(x)
                return y
                """, "output 1: expected a new name, got 'y'");
    }

    @Test
    void refusesANodeThatDefinesAnInputOrAnInitializer() {
        assertRefused("""
                x: float[2]
                x = Neg(x)
                return x
                """, "expected a new name, got 'x'");
        assertRefused("""
                x: float[2]
                w = float[2] {1, 2}
                w = Neg(x)
                return w
                """, "expected a new name, got 'w'");
    }

    @Test
    void refusesASubgraphWhoseNodeHidesAnOuterValue() {
        assertRefused("""
                x: float[2]; flag: bool
                a = Neg(x)
                y = If(flag) {then_branch={a = Relu(x); return a}, else_branch={e = Neg(x); return e}}
                return y
                """, "Node '-> a' (Relu), output 0: expected a new name, got 'a'");
    }

    @Test
    void refusesOutputsThatTheGraphDoesNotDefine() {
        assertRefused("""
                x: float[2]
                y = Neg(x)
                return z
                """, "Graph 'main': expected output 'z' to be defined in it, but nothing defines it");
        assertRefused("""
                x: float[2]; flag: bool
                y = If(flag) {then_branch={t = Neg(x); return x}, else_branch={e = Neg(x); return e}}
                return y
                """, "expected output 'x' to be defined in it, but it belongs to a graph around it");
    }

    @Test
    void refusesTwoInputsOfOneName() {
        Model model = GraphText.parse("x: float[2]\ny = Neg(x)\nreturn y");
        Graph graph = model.graph();
        Graph twice = graph.toBuilder()
                .inputs(List.of(graph.inputs().get(0), graph.inputs().get(0)))
                .build();

        assertRefused(model.withGraph(twice), "expected inputs with different names, got 'x' twice");
    }

    @Test
    void refusesANodeWithoutAnOperator() {
        Model model = GraphText.parse("x: float[2]\ny = Neg(x)\nreturn y");
        Graph nameless = model.graph().mapNodes(node -> node.withOperator(new Operator("", "")));

        assertRefused(model.withGraph(nameless), "expected an operator, got none");
    }

    @Test
    void looksIntoFunctionsWhichSeeOnlyTheirParameters() {
        Node negate = Node.of("negate", "Neg", List.of("p"), List.of("q"), Map.of());

        assertThatCode(() -> ModelCheck.check(withFunction(negate))).doesNotThrowAnyException();
        assertRefused(withFunction(negate.withInput(0, "x")), "Node 'negate' (Neg), input 0");
        assertRefused(
                withFunction(negate.withOutputs(List.of("r"))),
                "Function 'd.F': expected output 'q' to be defined in it");
    }

    private static Model withFunction(Node node) {
        FunctionBody function = new FunctionBody(
                new Operator("d", "F"),
                "",
                List.of("p"),
                List.of("q"),
                Map.of(),
                List.of(node),
                Map.of("", 17L),
                Origin.NONE);
        return GraphText.parse("x: float[2]\ny = d.F(x)\nreturn y").withFunctions(List.of(function));
    }

    private static void assertAccepted(String text) {
        assertThatCode(() -> ModelCheck.check(GraphText.parse(text))).doesNotThrowAnyException();
    }

    private static void assertRefused(String text, String message) {
        assertRefused(GraphText.parse(text), message);
    }

    private static void assertRefused(Model model, String message) {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> ModelCheck.check(model))
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL));
    }
}
