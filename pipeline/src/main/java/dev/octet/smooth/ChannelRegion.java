package dev.octet.smooth;

import dev.octet.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Values whose channels hang together, and the convolutions at the ends.
 *
 * <p>Factors stay within the region: the convolutions that write multiply by them, and those that read divide.
 *
 * @param values the values, in the order of the graph
 * @param writers the convolutions that compute some of them
 * @param readers the convolutions that read some of them
 */
record ChannelRegion(List<String> values, List<Convolution> writers, List<Convolution> readers) {
    /** The regions of a graph in which some channel can be scaled and a convolution reads one. */
    static List<ChannelRegion> of(Graph graph, ChannelClasses classes) {
        Map<Integer, ChannelRegion> regions = new LinkedHashMap<>();
        classes.values()
                .forEach(value -> regions.computeIfAbsent(
                                classes.region(value),
                                number -> new ChannelRegion(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
                        .values
                        .add(value));
        graph.nodes().stream()
                .filter(node -> node.is("Conv"))
                .flatMap(node -> Convolution.of(node, graph, classes).stream())
                .forEach(convolution -> {
                    of(regions, classes, convolution.output()).writers.add(convolution);
                    of(regions, classes, convolution.input()).readers.add(convolution);
                });
        return regions.values().stream()
                .filter(region -> !region.readers.isEmpty() && region.canBeScaled(classes))
                .toList();
    }

    private static ChannelRegion of(Map<Integer, ChannelRegion> regions, ChannelClasses classes, String value) {
        return Objects.requireNonNull(regions.get(classes.region(value)));
    }

    private boolean canBeScaled(ChannelClasses classes) {
        return writers.stream()
                .anyMatch(writer -> IntStream.range(0, writer.outputs())
                        .anyMatch(channel -> !classes.isFixed(classes.of(writer.output(), channel))));
    }
}
