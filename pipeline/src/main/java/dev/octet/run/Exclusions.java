package dev.octet.run;

import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.PlacementOverride;
import dev.octet.place.PlacementSettings;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes sure that what is excluded is there: an exclusion that matches nothing is a mistake that would go unseen. */
public final class Exclusions {
    private Exclusions() {}

    /**
     * Checks the excluded names against the model as the user knows it and as it is after preparation.
     *
     * @throws OctetException of kind CONFIGURATION if one is in neither
     */
    public static void requireKnown(PlacementSettings settings, Model original, Model prepared) {
        settings.excludedNodes().stream()
                .sorted()
                .forEach(name -> requireKnown("Excluded node", name, names(Node::name, original, prepared)));
        settings.excludedOperators().stream()
                .sorted()
                .forEach(operator -> requireKnown(
                        "Excluded operator",
                        operator,
                        names(node -> node.operator().toString(), original, prepared)));
        settings.overrides().forEach(override -> requireMatch(override, original, prepared));
    }

    /**
     * Checks the names of nodes that are to have weights of 8 bits.
     *
     * @throws OctetException of kind CONFIGURATION if the model has no node of one of them
     */
    public static void requireEightBitNodes(Set<String> nodes, Model model) {
        nodes.stream().sorted().forEach(name -> requireKnown("Node with 8 bits", name, names(Node::name, model)));
    }

    private static void requireMatch(PlacementOverride override, Model... models) {
        PlacementOverride.Selector selector = override.selector();
        Set<String> known = switch (selector.kind()) {
            case NODE -> names(Node::name, models);
            case OPERATOR -> names(node -> node.operator().toString(), models);
            case TENSOR -> tensors(models);
        };
        if (known.stream().noneMatch(selector::matchesName)) {
            throw OctetException.configuration("Override of %s: the model has none of that name%s"
                    .formatted(selector, NearestName.hint(selector.pattern(), known)));
        }
    }

    private static Set<String> tensors(Model... models) {
        Set<String> names = new LinkedHashSet<>();
        for (Model model : models) {
            visit(model.graph(), graph -> names.addAll(graph.definedNames()));
        }
        return names;
    }

    private static Set<String> names(Function<Node, String> name, Model... models) {
        Set<String> names = new LinkedHashSet<>();
        for (Model model : models) {
            visit(model.graph(), graph -> graph.nodes().forEach(node -> names.add(name.apply(node))));
        }
        names.remove("");
        return names;
    }

    /** A graph, then the bodies in it at any depth. */
    private static void visit(Graph graph, Consumer<Graph> visitor) {
        visitor.accept(graph);
        graph.nodes().forEach(node -> node.subgraphs().forEach(body -> visit(body, visitor)));
    }

    private static void requireKnown(String what, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw OctetException.configuration(
                    "%s '%s': the model has none of that name%s".formatted(what, name, NearestName.hint(name, known)));
        }
    }
}
