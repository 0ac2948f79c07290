package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the values of a graph whose channels can be scaled: normalizations that matrix products read. */
final class SmoothSites {
    private static final Set<String> NORMALIZATIONS =
            Set.of("LayerNormalization", "RMSNormalization", "SimplifiedLayerNormalization");

    private final Graph graph;

    private SmoothSites(Graph graph) {
        this.graph = graph;
    }

    static List<SmoothSite> of(Graph graph) {
        SmoothSites sites = new SmoothSites(graph);
        return graph.nodes().stream().flatMap(node -> sites.site(node).stream()).toList();
    }

    private Optional<SmoothSite> site(Node node) {
        List<ChannelConstant> scaled = scaled(node);
        if (scaled.isEmpty()) {
            return Optional.empty();
        }
        int channels = Math.toIntExact(scaled.get(0).tensor(graph).elementCount());
        boolean agree = scaled.stream().allMatch(one -> one.tensor(graph).elementCount() == channels);
        Readers readers = new Readers(channels);
        scaled.forEach(one -> readers.values.add(one.node().output()));
        if (!agree || channels == 1) {
            return Optional.empty();
        }
        return readers.areProducts(node.output())
                ? Optional.of(
                        new SmoothSite(node.output(), channels, scaled, readers.weights, List.copyOf(readers.values)))
                : beside(node.output(), channels);
    }

    /** The products that read a value beside others. */
    private Optional<SmoothSite> beside(String value, int channels) {
        Readers readers = new Readers(channels);
        graph.uses().of(value).stream()
                .filter(use -> use.slot() == 0)
                .flatMap(use -> readers.product(use.node()).stream())
                .forEach(readers.weights::add);
        return readers.weights.isEmpty()
                ? Optional.empty()
                : Optional.of(new SmoothSite(value, channels, List.of(), readers.weights, List.of()));
    }

    /** The constants that scale and shift the channels of a node's result; empty where there are none. */
    private List<ChannelConstant> scaled(Node node) {
        if (NORMALIZATIONS.contains(node.operator().type())) {
            boolean hasBias = node.input(2).isPresent();
            boolean isKnown =
                    node.intAttribute("axis", -1) == -1 && isVector(node, 1) && (!hasBias || isVector(node, 2));
            return !isKnown
                    ? List.of()
                    : hasBias
                            ? List.of(new ChannelConstant(node, 1, 0), new ChannelConstant(node, 2, 0))
                            : List.of(new ChannelConstant(node, 1, 0));
        }
        if (node.is("Mul")) {
            return vector(node).map(List::of).orElse(List.of());
        }
        return node.is("Add") ? shifted(node) : List.of();
    }

    /** Mul by a vector, then Add of one, as exporters spell out the end of a normalization. */
    private List<ChannelConstant> shifted(Node add) {
        Optional<ChannelConstant> shift = vector(add);
        Optional<ChannelConstant> scale = shift.map(constant -> add.inputs().get(1 - constant.slot()))
                .filter(product -> graph.uses().only(product).isPresent())
                .flatMap(graph.uses()::producer)
                .filter(node -> node.is("Mul"))
                .flatMap(this::vector);
        return scale.isPresent() ? List.of(scale.get(), shift.orElseThrow()) : List.of();
    }

    /** The one vector among the two inputs of a node. */
    private Optional<ChannelConstant> vector(Node node) {
        if (isVector(node, 0) == isVector(node, 1)) {
            return Optional.empty();
        }
        return Optional.of(new ChannelConstant(node, isVector(node, 0) ? 0 : 1, 0));
    }

    private boolean isVector(Node node, int slot) {
        return constant(node, slot).filter(tensor -> tensor.shape().rank() == 1).isPresent();
    }

    private Optional<Tensor> constant(Node node, int slot) {
        return node.input(slot).flatMap(graph::constant).filter(tensor -> tensor.type() == ElementType.FLOAT);
    }

    /** The products that read a value, directly or in another shape. */
    private final class Readers {
        private final int channels;
        private final List<ChannelConstant> weights = new ArrayList<>();
        private final Set<String> values = new LinkedHashSet<>();

        Readers(int channels) {
            this.channels = channels;
        }

        /** Collects them; false where something else reads the value too. */
        boolean areProducts(String value) {
            values.add(value);
            List<Use> uses = graph.uses().of(value);
            return !uses.isEmpty()
                    && !graph.uses().isOutput(value)
                    && uses.stream().allMatch(use -> use.slot() == 0 && isProduct(use.node()));
        }

        private boolean isProduct(Node reader) {
            if (reader.is("Reshape")) {
                return keepsChannels(reader) && areProducts(reader.output());
            }
            Optional<ChannelConstant> weight = product(reader);
            weight.ifPresent(weights::add);
            return weight.isPresent();
        }

        /** The weight of a product that reads the value directly. */
        private Optional<ChannelConstant> product(Node reader) {
            return ChannelConstant.ofProduct(reader, graph).filter(weight -> weight.channels(graph) == channels);
        }

        private boolean keepsChannels(Node reshape) {
            return reshape.input(1)
                    .flatMap(graph::constant)
                    .map(Tensor::toLongs)
                    .filter(target -> target.length > 0 && target[target.length - 1] == channels)
                    .isPresent();
        }
    }
}
