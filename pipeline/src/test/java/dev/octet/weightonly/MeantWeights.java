package dev.octet.weightonly;

import dev.octet.affine.Symmetry;
import dev.octet.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * What quantized weights mean, by the definition and in binary64: {@code scale * (code - zeroPoint)} for each block.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record MeantWeights(float[] weights, int lines, int length, boolean columns, WeightOnlySettings settings) {
    static Tensor of(Tensor weight, boolean columns, WeightOnlySettings settings) {
        FloatBuffer buffer = weight.data().buffer().asFloatBuffer();
        float[] weights = new float[buffer.remaining()];
        buffer.get(weights);
        int first = (int) weight.shape().dimension(0);
        int rest = weights.length / first;
        new MeantWeights(weights, columns ? rest : first, columns ? first : rest, columns, settings).replace();
        return Tensor.ofFloats(weight.shape(), weights);
    }

    private void replace() {
        int size = settings.blockSize() == WeightOnlySettings.WHOLE_CHANNEL ? length : settings.blockSize();
        for (int line = 0; line < lines; line++) {
            for (int start = 0; start < length; start += size) {
                replace(line, start, Math.min(length, start + size));
            }
        }
    }

    private int at(int line, int place) {
        return columns ? place * lines + line : line * length + place;
    }

    private void replace(int line, int start, int end) {
        double min = 0;
        double max = 0;
        for (int place = start; place < end; place++) {
            min = Math.min(min, weights[at(line, place)]);
            max = Math.max(max, weights[at(line, place)]);
        }
        // Codes counted from that of zero.
        boolean symmetric = settings.symmetry() == Symmetry.SYMMETRIC;
        int codes = 1 << settings.bits();
        float scale = (float) (symmetric ? Math.max(-min, max) / (codes / 2 - 1) : (max - min) / (codes - 1));
        double lowest = symmetric ? -codes / 2.0 : -Math.rint((float) -min / scale);
        for (int place = start; place < end; place++) {
            double steps = Math.rint(weights[at(line, place)] / scale);
            weights[at(line, place)] = (float) (scale * Math.max(lowest, Math.min(lowest + codes - 1, steps)));
        }
    }
}
