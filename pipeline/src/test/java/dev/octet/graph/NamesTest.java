package dev.octet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void avoidsNamesOfEveryScopeAndOfNodes() {
        Graph branch = Graph.builder("branch")
                .nodes(List.of(Node.of("inner node", "Neg", List.of("x"), List.of("inner value"), Map.of())))
                .build();
        Node node = Node.of(
                "if", "If", List.of("c"), List.of("y"), Map.of("then_branch", new Attribute.GraphValue(branch)));
        Model model = Model.of(Graph.builder("g").nodes(List.of(node)).build(), 8, 17);
        Names names = Names.of(model);
        assertThat(List.of(names.fresh("inner value"), names.fresh("inner node"), names.fresh("y"), names.fresh("if")))
                .containsExactly("inner value_2", "inner node_2", "y_2", "if_2");
    }

    @Test
    void givesAFreeNameAsWishedAndNeverTwice() {
        Names names = Names.of(Model.of(Graph.builder("g").build(), 8, 17));
        assertThat(List.of(names.fresh("w"), names.fresh("w"), names.fresh("w")))
                .containsExactly("w", "w_2", "w_3");
    }

    @Test
    void neverGivesTheEmptyNameThatMeansLeftOut() {
        Names names = Names.of(Model.of(Graph.builder("g").build(), 8, 17));
        assertThat(names.fresh("")).isNotEmpty();
    }
}
