package dev.octet.compare.layers;

import dev.octet.affine.Affine;
import dev.octet.observe.Accumulator;
import dev.octet.observe.StatisticKind;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Set;

/**
 * Measures one quantized tensor where it is, block by block in constant memory.
 *
 * <p>With {@code x} the float model's value, {@code a} what the quantized model quantizes and {@code d} what it then
 * reads: the error in place is {@code x - d}, the part that came along {@code x - a}, the part made here {@code a - d}.
 * Clipping is blamed only where {@code x} itself lies outside the codes; elsewhere {@code a} counts as clipped, because
 * some quantizers leave a Relu to the lowest code. Elements that are not finite in the float model are passed over.
 */
final class TensorMeter {
    private final Affine affine;
    private final float halfStep;
    private final float[] exact = new float[FloatBlocks.SIZE];
    private final float[] before = new float[FloatBlocks.SIZE];
    private final BitSet codes = new BitSet();
    private final Accumulator seen = new Accumulator(Set.of(StatisticKind.HISTOGRAM));
    private long sample;
    private long elements;
    private long saturated;
    private double signal;
    private double total;
    private double inherited;
    private double own;

    TensorMeter(Affine affine) {
        this.affine = affine;
        this.halfStep = affine.scale() / 2;
    }

    /**
     * Takes one sample.
     *
     * @param reference the float model's value
     * @param quantized the quantized model's value before QuantizeLinear, of as many elements
     */
    void add(ElementType referenceType, ByteBuffer reference, ElementType quantizedType, ByteBuffer quantized) {
        seen.observe(sample++, referenceType, reference);
        int count = (int) (reference.limit() * 8L / referenceType.bits());
        int other = (int) (quantized.limit() * 8L / quantizedType.bits());
        if (count != other) {
            // A shape that depends on values, such as the number of boxes found: nothing to compare element by element.
            return;
        }
        for (int start = 0; start < count; start += FloatBlocks.SIZE) {
            int length = Math.min(FloatBlocks.SIZE, count - start);
            FloatBlocks.read(referenceType, reference, start, exact, length);
            FloatBlocks.read(quantizedType, quantized, start, before, length);
            addBlock(length);
        }
    }

    private void addBlock(int length) {
        float low = affine.dequantize(affine.lowest());
        float high = affine.dequantize(affine.highest());
        for (int i = 0; i < length; i++) {
            float x = exact[i];
            if (!Float.isFinite(x) || Float.isNaN(before[i])) {
                continue;
            }
            boolean outside = x < low - halfStep || x > high + halfStep;
            float a = outside ? before[i] : clipped(before[i], low, high);
            long code = affine.quantize(a);
            float d = affine.dequantize(code);
            codes.set((int) (code - affine.lowest()));
            elements++;
            saturated += outside ? 1 : 0;
            signal += (double) x * x;
            total += square(x - d);
            inherited += square(x - a);
            own += square(a - d);
        }
    }

    /** What lies more than half a step beyond the codes, and so is not just rounded to the outermost one. */
    private float clipped(float value, float low, float high) {
        if (value < low - halfStep) {
            return low;
        }
        return value > high + halfStep ? high : value;
    }

    private static double square(float difference) {
        return (double) difference * difference;
    }

    /** What was measured so far. */
    InPlaceError result() {
        return new InPlaceError(
                new Noise(signal, total),
                new Noise(signal, inherited),
                new Noise(signal, own),
                elements == 0 ? 0 : (double) saturated / elements,
                codes.cardinality(),
                seen.statistics());
    }
}
