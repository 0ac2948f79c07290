package dev.octet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsesTest {
    private static final ValueType VECTOR = ValueType.tensor(ElementType.FLOAT, Shape.of(2));

    private static Node node(String type, List<String> inputs, String output) {
        return Node.of("", type, inputs, List.of(output), Map.of());
    }

    @Test
    void countsAGraphOutputAsAUse() {
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("x", VECTOR)))
                .nodes(List.of(node("Relu", List.of("x"), "y"), node("Neg", List.of("y"), "z")))
                .outputs(List.of(Value.of("y", VECTOR), Value.of("z", VECTOR)))
                .build();
        assertThat(graph.uses().count("y")).isEqualTo(2);
        assertThat(graph.uses().only("y")).isEmpty();
        assertThat(graph.uses().only("x")).isPresent();
    }

    @Test
    void countsEverySlotOfOneNode() {
        Node twice = node("Add", List.of("x", "x"), "y");
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("x", VECTOR)))
                .nodes(List.of(twice))
                .outputs(List.of(Value.of("y", VECTOR)))
                .build();
        assertThat(graph.uses().of("x")).containsExactly(new Use(twice, 0), new Use(twice, 1));
        assertThat(graph.uses().only("x")).isEmpty();
    }

    @Test
    void countsWhatANestedSubgraphReadsFromOutside() {
        Graph inner = Graph.builder("inner")
                .nodes(List.of(node("Neg", List.of("x"), "inside")))
                .outputs(List.of(Value.of("inside", VECTOR)))
                .build();
        Node innerIf = Node.of(
                "",
                "If",
                List.of("condition"),
                List.of("chosen"),
                Map.of("then_branch", new Attribute.GraphValue(inner)));
        Graph outer = Graph.builder("outer")
                .nodes(List.of(innerIf))
                .outputs(List.of(Value.of("chosen", VECTOR)))
                .build();
        Node node = Node.of(
                "", "If", List.of("condition"), List.of("y"), Map.of("then_branch", new Attribute.GraphValue(outer)));
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("x", VECTOR)))
                .nodes(List.of(node))
                .outputs(List.of(Value.of("y", VECTOR)))
                .build();
        assertThat(node.captures()).containsExactly("condition", "x");
        assertThat(graph.uses().of("x")).containsExactly(new Use(node, Use.CAPTURE));
        assertThat(graph.uses().only("x")).isEmpty();
    }

    @Test
    void doesNotTakeASubgraphsOwnValueForACapture() {
        Graph branch = Graph.builder("branch")
                .initializers(List.of(Initializer.of("w", Tensor.vector(1f, 2f))))
                .outputs(List.of(Value.of("w", VECTOR)))
                .build();
        Node node =
                Node.of("", "If", List.of("c"), List.of("y"), Map.of("then_branch", new Attribute.GraphValue(branch)));
        assertThat(node.captures()).isEmpty();
    }

    @Test
    void treatsAnInitializerThatIsAlsoAnInputAsChangeable() {
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("w", VECTOR)))
                .initializers(
                        List.of(Initializer.of("w", Tensor.vector(1f, 2f)), Initializer.of("b", Tensor.vector(1f, 2f))))
                .build();
        assertThat(graph.constant("w")).isEmpty();
        assertThat(graph.constant("b")).isPresent();
        assertThat(graph.requiredInputs()).isEmpty();
    }
}
