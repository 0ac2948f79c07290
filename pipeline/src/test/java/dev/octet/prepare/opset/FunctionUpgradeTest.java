package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Attribute;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionUpgradeTest {
    private static final Operator CALLED = new Operator("local", "Mine");

    /** A model that calls a function, whose body is the nodes of a text. */
    private static Model model(long opset, long functionOpset, String body) {
        Model called =
                GraphText.parse("opset " + opset + "; opset local 1; x: float[2,3]; y = local.Mine(x); return y");
        return called.withFunctions(List.of(
                function(CALLED, functionOpset, GraphText.parse(body).graph().nodes())));
    }

    private static FunctionBody function(Operator operator, long opset, List<Node> nodes) {
        return new FunctionBody(
                operator, "", List.of("a"), List.of("b"), Map.of(), nodes, Map.of(Operator.ONNX, opset), Origin.NONE);
    }

    private static String bodyOf(Model model) {
        return GraphText.print(
                Graph.builder("body").nodes(model.functions().get(0).nodes()).build());
    }

    @Test
    void upgradesABodyAndMakesItsConstantsNodes() {
        Model after = assertThatUpgrade(model(12, 12, "b = Unsqueeze(a) {axes=[1]}"), 13)
                .keepsMeaning();

        assertThat(bodyOf(after)).isEqualTo("""
                [b/axes] b/axes = Constant() {value=int64[1] {1}}
                b = Unsqueeze(a, b/axes)
                """);
        assertThat(after.functions().get(0).opsetImports()).isEqualTo(Map.of(Operator.ONNX, 13L));
    }

    @Test
    void startsEachBodyFromItsOwnVersion() {
        Model after = OpsetUpgrade.upgrade(model(13, 11, "b = ReduceSum(a) {axes=[1]}"), 18)
                .model();

        assertThat(bodyOf(after)).contains("b = ReduceSum(a, b/axes)");
        assertThat(after.functions().get(0).opsetImports()).isEqualTo(Map.of(Operator.ONNX, 18L));
    }

    @Test
    void leavesABodyThatIsAheadAlone() {
        Model before = model(12, 17, "b = Relu(a)");

        Model after = OpsetUpgrade.upgrade(before, 13).model();

        assertThat(after.opset()).isEqualTo(13);
        assertThat(after.functions()).isEqualTo(before.functions());
    }

    @Test
    void refusesAnAttributeThatTheCallerGives() {
        Node softmax = GraphText.parse("b = Softmax(a)").graph().nodes().get(0);
        Node open = softmax.withAttribute("axis", new Attribute.Reference("which", Origin.NONE));
        Model model = model(12, 12, "b = Relu(a)").withFunctions(List.of(function(CALLED, 12, List.of(open))));

        assertThatUpgrade(model, 13)
                .knowingNoTypes()
                .isRefused("Node '-> b' (Softmax) cannot go to opset 13: attribute 'axis' has no value of its own");
    }

    @Test
    void refusesTheModelForANodeOfABody() {
        assertThatUpgrade(model(12, 11, "c, m = Dropout(a); b = Cast(m) {to=1}"), 13)
                .knowingNoTypes()
                .isRefused("its mask is read");
    }

    @Test
    void leavesCallsOfAFunctionThatStandsForAnOperatorOfOnnxAlone() {
        Operator softmax = new Operator(Operator.ONNX, "Softmax");
        Model model = GraphText.parse("opset 12; x: float[2,3,4]; y = Softmax(x); return y")
                .withFunctions(List.of(function(
                        softmax, 12, GraphText.parse("b = Relu(a)").graph().nodes())));

        Model after = OpsetUpgrade.upgrade(model, 13).model();

        assertThat(after.opset()).isEqualTo(13);
        assertThat(after.graph().nodes())
                .singleElement()
                .isSameAs(model.graph().nodes().get(0));
    }
}
