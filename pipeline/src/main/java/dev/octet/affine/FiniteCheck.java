package dev.octet.affine;

import dev.octet.error.OctetException;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;

/** Refuses tensors with elements that have no place on a scale. */
final class FiniteCheck {
    private FiniteCheck() {}

    /** Whether none of the first {@code count} elements is NaN or infinite. */
    static boolean isFinite(float[] block, int count) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            // The bits of magnitudes are ordered as the magnitudes are, with infinity and NaN on top.
            largest = Math.max(largest, Float.floatToRawIntBits(block[i]) & 0x7fffffff);
        }
        return largest < 0x7f800000;
    }

    /** The refusal of a tensor that has such elements: how many there are and where the first is. */
    static OctetException refuse(String name, Tensor tensor) {
        Count count = new Count();
        FloatBlocks.forEach(tensor, count);
        return OctetException.invalidModel(
                "Tensor '%s' (%s): expected finite elements, got %d NaN and %d infinite, the first at index %s. Repair the model, or exclude the nodes that use it."
                        .formatted(name, tensor, count.nan, count.infinite, index(tensor, count.first)));
    }

    private static String index(Tensor tensor, long position) {
        StringBuilder index = new StringBuilder();
        long rest = position;
        for (int axis = tensor.shape().rank() - 1; axis >= 0; axis--) {
            long dimension = tensor.shape().dimension(axis);
            index.insert(0, (axis == 0 ? "" : ",") + rest % dimension);
            rest /= dimension;
        }
        return "[" + index + "]";
    }

    private static final class Count implements FloatBlocks.Visitor {
        private long nan;
        private long infinite;
        private long first = -1;

        @Override
        public void visit(float[] block, int count, long start) {
            for (int i = 0; i < count; i++) {
                if (!Float.isFinite(block[i])) {
                    first = first < 0 ? start + i : first;
                    nan += Float.isNaN(block[i]) ? 1 : 0;
                    infinite += Float.isNaN(block[i]) ? 0 : 1;
                }
            }
        }
    }
}
