package dev.octet.affine;

import dev.octet.tensor.FloatBlocks;
import java.nio.ByteBuffer;
import java.util.List;

/** Real values of a block of codes; {@link Affine#dequantize} in bulk. Writes into the block it is walked over. */
final class DequantizeKernel implements ChannelLayout.Visitor {
    private final QuantizedType type;
    private final float[] scale;
    private final int[] zeroPoint;
    private final int[] codes = new int[FloatBlocks.SIZE];

    DequantizeKernel(List<Affine> affines) {
        this.type = affines.get(0).type();
        this.scale = new float[affines.size()];
        this.zeroPoint = new int[affines.size()];
        for (int channel = 0; channel < affines.size(); channel++) {
            scale[channel] = affines.get(channel).scale();
            zeroPoint[channel] = (int) affines.get(channel).zeroPoint();
        }
    }

    /** Takes the codes of the next block. */
    void load(ByteBuffer packed, int count) {
        Packing.read(packed, type, codes, count);
    }

    @Override
    public void run(float[] block, int from, int to, int channel) {
        float factor = scale[channel];
        int zero = zeroPoint[channel];
        for (int i = from; i < to; i++) {
            block[i] = (codes[i] - zero) * factor;
        }
    }

    @Override
    public void sweep(float[] block, int from, int to, int first) {
        int shift = first - from;
        for (int i = from; i < to; i++) {
            block[i] = (codes[i] - zeroPoint[i + shift]) * scale[i + shift];
        }
    }
}
