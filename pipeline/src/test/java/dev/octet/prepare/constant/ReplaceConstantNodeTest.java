package dev.octet.prepare.constant;

import static dev.octet.testing.RuleAssert.assertThatRule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Origin;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import dev.octet.testing.GraphText;
import dev.octet.testing.RuleAssert;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplaceConstantNodeTest {
    private static final RuleAssert RULE = assertThatRule(new ReplaceConstantNode());

    @ParameterizedTest
    @CsvSource({
        "'value=float[2] {1.5, 2}', 'values[2] {1.5, 2}'",
        "'value=int8[3] {1, -2, 3}', 'int8[3] {1, -2, 3}'",
        "'value_float=2.5', 'values[] {2.5}'",
        "'value_floats=[2.5, 1.0]', 'values[2] {2.5, 1}'",
        "'value_floats=floats []', 'float[0] {}'",
        "'value_int=7', 'int64[] {7}'",
        "'value_ints=[7, -8]', 'int64[2] {7, -8}'",
        "'value_string=\"a\"', 'string[] {a}'",
        "'value_strings=[\"a\", \"b\"]', 'string[2] {a, b}'",
    })
    void makesEveryDenseFormAnInitializer(String attribute, String expected) {
        RULE.on("x: float[1]; c = Constant() {%s}; n = Identity(c); return n".formatted(attribute))
                .becomes("c = %s; n = Identity(c); return n".formatted(expected));
    }

    @Test
    void keepsTheNameOfAnOutput() {
        RULE.on("x: float[2]; c = Constant() {value_float=1.0}; y = Add(x, c); return c, y")
                .becomes("c = values[] {1}; y = Add(x, c); return c, y");
    }

    @Test
    void servesReadersInSubgraphs() {
        RULE.on("""
                k: bool[]; x: float[1]
                c = Constant() {value_float=1.0}
                y = If(k) {then_branch={a = Add(x, c); return a}, else_branch={b = Abs(x); return b}}
                return y
                """).becomes("""
                c = values[] {1}
                y = If(k) {then_branch={a = Add(x, c); return a}, else_branch={b = Abs(x); return b}}
                return y
                """);
    }

    @Test
    void refusesASparseValue() {
        Attribute sparse = new Attribute.Opaque("sparse tensor", Origin.NONE);
        Node constant = Node.of("", "Constant", List.of(), List.of("c"), Map.of("sparse_value", sparse));
        Graph graph = GraphText.parse("x: float[1]; return x").graph();
        Model model = Model.of(graph.toBuilder().nodes(List.of(constant)).build(), 8, 17);
        Trace trace = new Trace();

        Model after = new RulePass(List.of(new ReplaceConstantNode())).apply(model, trace);

        assertThat(after).isSameAs(model);
        assertThat(trace.entries()).extracting(TraceEntry::refusal).containsExactly(Optional.of("the value is dense"));
    }
}
