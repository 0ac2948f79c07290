package dev.octet.weightonly;

import dev.octet.affine.block.BlockQuantized;
import dev.octet.graph.Node;
import java.util.Map;
import java.util.Optional;

/**
 * Quantized matrices that were found from samples, by the value that their product computes.
 *
 * @param matrices by name; nodes that are not among them find theirs from the weights alone
 */
record KnownWeights(Map<String, BlockQuantized> matrices) {
    static final KnownWeights NONE = new KnownWeights(Map.of());

    KnownWeights {
        matrices = Map.copyOf(matrices);
    }

    Optional<BlockQuantized> of(Node product) {
        return Optional.ofNullable(matrices.get(product.output()));
    }
}
