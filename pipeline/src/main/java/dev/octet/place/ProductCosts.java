package dev.octet.place;

import dev.octet.graph.Node;

/** Estimates how long convolutions and matrix products take, in nanoseconds. */
final class ProductCosts {
    /** Output channels that one vector register holds. */
    private static final double LANES = 16;

    private final Sizes sizes;
    private final Costs costs;

    ProductCosts(Sizes sizes, Costs costs) {
        this.sizes = sizes;
        this.costs = costs;
    }

    double time(Node node, boolean integers) {
        return switch (node.operator().type()) {
            case "Conv", "ConvTranspose" -> convolution(node, integers);
            case "Gemm" -> {
                int axis = node.intAttribute("transA", 0) == 0 ? 1 : 0;
                yield matrixProduct(node, sizes.dimension(node.inputs().get(0), axis), integers);
            }
            default -> matrixProduct(node, sizes.dimension(node.inputs().get(0), -1), integers);
        };
    }

    /**
     * The weight is {@code [outChannels, inChannels/group, ...kernel]}, for ConvTranspose with the first two exchanged;
     * then every input element, instead of every output element, meets a slice of the weight.
     */
    private double convolution(Node node, boolean integers) {
        String weight = node.inputs().get(1);
        boolean transposed = node.is("ConvTranspose");
        double group = node.intAttribute("group", 1);
        double outChannels = transposed ? sizes.dimension(weight, 1) * group : sizes.dimension(weight, 0);
        double inPerGroup = transposed ? sizes.dimension(weight, 0) / group : sizes.dimension(weight, 1);
        double kernel = sizes.elements(weight) / Math.max(1.0, sizes.dimension(weight, 0) * sizes.dimension(weight, 1));
        double positions = sizes.elements(transposed ? node.inputs().get(0) : node.output())
                / Math.max(1.0, transposed ? inPerGroup * group : outChannels);
        double products = positions * kernel * inPerGroup * outChannels;
        if (inPerGroup == 1 && group > 1) {
            return products * costs.depthwiseProduct().of(integers);
        }
        double thin = inPerGroup < LANES ? products * costs.thinProduct().of(integers) : 0;
        double patches = integers && kernel > 1 ? positions * kernel * group * costs.patch() : 0;
        return Math.max(thin, products(products, outChannels / group, integers))
                + results(sizes.elements(node.output()), outChannels / group, integers)
                + patches;
    }

    private double matrixProduct(Node node, double inner, boolean integers) {
        double results = sizes.elements(node.output());
        double columns = sizes.dimension(node.output(), -1);
        String weight = node.inputs().get(1);
        if (!sizes.isConstant(weight)) {
            return results * inner * costs.computedProduct().of(integers);
        }
        return products(results * inner, columns, integers)
                + results(results, columns, integers)
                + sizes.elements(weight) * costs.weight().of(integers);
    }

    private double products(double count, double channels, boolean integers) {
        double filled = Math.ceil(channels / LANES) * LANES;
        return count * filled / Math.max(1, channels) * costs.product().of(integers);
    }

    private double results(double count, double channels, boolean integers) {
        return count * (channels % LANES == 0 ? costs.result() : costs.oddResult()).of(integers);
    }
}
