package dev.octet.place;

import dev.octet.graph.Node;
import dev.octet.tensor.Shape;
import java.util.OptionalInt;

/** Where a weight's output channels lie, if they have an axis of their own. */
public enum ChannelAxis {
    /** {@code [outChannels, inChannels/group, ...kernel]} of Conv-1 and later. */
    CONVOLUTION {
        @Override
        OptionalInt of(Node node, Shape weight) {
            return OptionalInt.of(0);
        }
    },
    /**
     * {@code [inChannels, outChannels/group, ...kernel]} of ConvTranspose-1 and later; with several groups one index on
     * axis 1 is a channel of every group, so there is no axis.
     */
    TRANSPOSED_CONVOLUTION {
        @Override
        OptionalInt of(Node node, Shape weight) {
            return node.intAttribute("group", 1) == 1 ? OptionalInt.of(1) : OptionalInt.empty();
        }
    },
    /** {@code [K, N]}, or {@code [N, K]} with transB, of Gemm-7 and later. */
    GEMM {
        @Override
        OptionalInt of(Node node, Shape weight) {
            return OptionalInt.of(node.intAttribute("transB", 0) == 0 ? 1 : 0);
        }
    },
    /** {@code [K, N]} of MatMul-1 and later; a stack of matrices has no axis that kernels accept. */
    MATRIX {
        @Override
        OptionalInt of(Node node, Shape weight) {
            return weight.rank() == 2 ? OptionalInt.of(1) : OptionalInt.empty();
        }
    };

    /** The axis of a node's weight, or empty where only per-tensor parameters are right. */
    abstract OptionalInt of(Node node, Shape weight);
}
