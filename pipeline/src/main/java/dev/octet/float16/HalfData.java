package dev.octet.float16;

import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Tensors of binary32 as tensors of binary16, computed when they are looked at. */
final class HalfData {
    /** What stands for infinity in a mask: no softmax sees a difference, and six of them can be added. */
    private static final float MASK = 1e4f;

    private HalfData() {}

    /** The elements to nearest. Reading one that overflows is an error of the model, since nobody looked before. */
    static Tensor of(String name, Tensor tensor) {
        return new Tensor(
                ElementType.FLOAT16,
                tensor.shape(),
                TensorData.computed(
                        2 * tensor.elementCount(), 2, (offset, target) -> fill(name, tensor, offset, target)));
    }

    private static void fill(String name, Tensor tensor, long offset, ByteBuffer target) {
        float[] block = new float[FloatBlocks.SIZE];
        for (long element = offset / 2; target.hasRemaining(); element += block.length) {
            int count = Math.min(block.length, target.remaining() / 2);
            FloatBlocks.read(tensor.type(), tensor.data().slice(4 * element, 4 * count), 0, block, count);
            for (int i = 0; i < count; i++) {
                if (HalfRange.overflows(block[i])) {
                    throw OctetException.invalidModel(String.format(
                            Locale.ROOT,
                            "'%s': expected values up to %.0f, the largest float16, got %g. Keep the operator that reads it in float32.",
                            name,
                            HalfRange.LARGEST,
                            block[i]));
                }
                target.putShort(HalfFloats.toHalf(block[i]));
            }
        }
    }

    /** The elements with a finite number in place of those that stand for infinity. */
    static Tensor clamped(Tensor tensor) {
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] = HalfRange.overflows(values[i]) ? Math.copySign(MASK, values[i]) : values[i];
        }
        return Tensor.ofFloats(tensor.shape(), values);
    }
}
