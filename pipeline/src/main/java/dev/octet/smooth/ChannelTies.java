package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Use;
import dev.octet.graph.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out how the nodes of a graph tie channels to each other.
 *
 * <p>An operator that takes each channel by itself, and for which {@code f(s x) = s f(x)} with every {@code s > 0},
 * ties a channel of its result to the same one of its input. A Conv ties nothing, for its weight can take up any
 * factor. What else touches a value fixes it.
 */
final class ChannelTies {
    private static final Set<String> EQUIVARIANT = Set.of(
            "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "Identity", "LeakyRelu", "MaxPool", "Relu", "Resize");

    /** The same for several inputs, which must then be scaled alike. */
    private static final Set<String> JOINTLY_EQUIVARIANT = Set.of("Add", "Max", "Min", "Sub", "Sum");

    private final Graph graph;
    private final ChannelClasses classes;

    private ChannelTies(Graph graph, Map<String, ValueType> types) {
        this.graph = graph;
        this.classes = new ChannelClasses(graph, types);
    }

    static ChannelClasses of(Graph graph, Map<String, ValueType> types) {
        ChannelTies ties = new ChannelTies(graph, types);
        graph.inputs().forEach(input -> ties.classes.fix(input.name()));
        graph.outputs().forEach(output -> ties.classes.fix(output.name()));
        graph.nodes().forEach(ties::add);
        ties.classes.values().stream()
                .filter(value -> graph.uses().of(value).stream().anyMatch(use -> use.slot() == Use.CAPTURE))
                .forEach(ties.classes::fix);
        return ties.classes;
    }

    private void add(Node node) {
        if (node.is("Conv") && Convolution.of(node, graph, classes).isPresent()) {
            return;
        }
        boolean isTied = isEquivariant(node)
                ? tie(node, List.of(node.inputs().get(0)))
                : isJointlyEquivariant(node)
                        ? tie(node, node.inputs())
                        : isConcatOfChannels(node) ? join(node) : isChoiceOfChannels(node) && choose(node);
        if (!isTied) {
            node.inputs().forEach(classes::fix);
            node.outputs().forEach(classes::fix);
        }
    }

    /** A Resize that fills in a number where it looks outside of the image is none. */
    private static boolean isEquivariant(Node node) {
        boolean fillsIn = node.is("Resize")
                && node.stringAttribute("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
        return node.operator().domain().equals(Operator.ONNX)
                && EQUIVARIANT.contains(node.operator().type())
                && !fillsIn;
    }

    private static boolean isJointlyEquivariant(Node node) {
        return node.operator().domain().equals(Operator.ONNX)
                && JOINTLY_EQUIVARIANT.contains(node.operator().type());
    }

    private static boolean isConcatOfChannels(Node node) {
        return node.is("Concat") && node.intAttribute("axis", 0) == 1;
    }

    private boolean isChoiceOfChannels(Node node) {
        return node.is("Gather")
                && node.intAttribute("axis", 0) == 1
                && graph.constant(node.inputs().get(1)).isPresent();
    }

    private boolean tie(Node node, List<String> inputs) {
        String output = node.output();
        int channels = classes.count(output);
        boolean areAlike = channels > 0
                && node.outputs().size() == 1
                && inputs.stream().allMatch(input -> classes.count(input) == channels);
        if (areAlike) {
            inputs.forEach(input -> tie(input, output, 0));
        }
        return areAlike;
    }

    private boolean join(Node concat) {
        int channels = concat.inputs().stream().mapToInt(classes::count).sum();
        boolean areKnown = concat.inputs().stream().allMatch(input -> classes.count(input) > 0)
                && channels == classes.count(concat.output());
        int first = 0;
        for (String input : areKnown ? concat.inputs() : List.<String>of()) {
            tie(input, concat.output(), first);
            first += classes.count(input);
        }
        return areKnown;
    }

    private boolean choose(Node gather) {
        String input = gather.inputs().get(0);
        long[] chosen = graph.constant(gather.inputs().get(1)).orElseThrow().toLongs();
        int channels = classes.count(input);
        boolean areKnown = channels > 0 && chosen.length == classes.count(gather.output());
        for (int channel = 0; areKnown && channel < chosen.length; channel++) {
            classes.tie(input, (int) Math.floorMod(chosen[channel], (long) channels), gather.output(), channel);
        }
        return areKnown;
    }

    private void tie(String input, String output, int first) {
        for (int channel = 0; channel < classes.count(input); channel++) {
            classes.tie(input, channel, output, first + channel);
        }
    }
}
