package dev.octet.rounding;

import dev.octet.affine.Affine;
import dev.octet.affine.PerChannel;
import dev.octet.affine.PerTensor;
import dev.octet.affine.Quantization;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds the elements of each output channel of a convolution so that its results come out nearest.
 *
 * <p>For codes with the errors e (in steps), the squared error of the results is {@code eT H e}, H being the sum of
 * {@code x xT} over windows x. From the nearest codes on, the one code goes one step up or down that lessens it most,
 * until none does. A code stays within one step of the real weight.
 *
 * <p>Source: P. Nair and A. S. Suggala, CDQuant: Greedy Coordinate Descent for Accurate LLM Quantization, 2024. The
 * objective is that of M. Nagel et al., Up or Down? Adaptive Rounding for Post-Training Quantization, 2020.
 */
final class CoordinateDescent {
    /** As in GPTQ: what is added to the diagonal of H, as a share of its mean. */
    private static final float DAMPING = 0.01f;
    /** Steps for each element; few are taken more than once. */
    private static final int STEPS = 4;

    private static final double LEAST_GAIN = 1e-6;

    private final float[] weight;
    private final byte[] codes;
    private final List<Affine> affines;
    private final WindowMoments moments;

    private CoordinateDescent(float[] weight, byte[] codes, List<Affine> affines, WindowMoments moments) {
        this.weight = weight;
        this.codes = codes;
        this.affines = affines;
        this.moments = moments;
    }

    /**
     * Other codes for a weight.
     *
     * @param weight float, {@code [outputs, inputs / group, ...kernel]}
     * @param codes its nearest codes, of 8 bits, in the same shape
     * @param quantization what they mean: for the whole weight, or along its first axis
     */
    static Tensor round(Tensor weight, Tensor codes, Quantization quantization, WindowMoments moments) {
        int outputs = Math.toIntExact(weight.shape().dimension(0));
        byte[] bytes = new byte[Math.toIntExact(codes.elementCount())];
        codes.data().slice(0, bytes.length).get(bytes);
        List<Affine> affines = quantization instanceof PerChannel perChannel
                ? perChannel.affines()
                : List.of(((PerTensor) quantization).affine());
        CoordinateDescent descent = new CoordinateDescent(weight.toFloats(), bytes, affines, moments);
        int inGroup = outputs / moments.groups();
        for (int group = 0; group < moments.groups(); group++) {
            float[] matrix = moments.normalized(group, DAMPING);
            int first = group * inGroup;
            IntStream.range(first, first + inGroup).parallel().forEach(output -> descent.descend(output, matrix));
        }
        return Tensor.ofBytes(codes.type(), codes.shape(), bytes);
    }

    private void descend(int output, float[] matrix) {
        Channel channel = new Channel(output, affines.get(affines.size() == 1 ? 0 : output), matrix);
        for (int step = 0; step < STEPS * moments.length() && channel.improve(); step++) {
            // Until nothing is gained.
        }
    }

    /** The codes of one output channel. */
    private final class Channel {
        private final int first;
        private final int length = moments.length();
        private final Affine affine;
        private final float[] matrix;
        private final double[] errors = new double[length];
        /** H e. */
        private final double[] slopes = new double[length];

        Channel(int output, Affine affine, float[] matrix) {
            this.first = output * length;
            this.affine = affine;
            this.matrix = matrix;
            for (int i = 0; i < length; i++) {
                errors[i] = code(i) - affine.zeroPoint() - weight[first + i] / (double) affine.scale();
            }
            for (int i = 0; i < length; i++) {
                addToSlopes(i, errors[i]);
            }
        }

        /** Takes the best step; false where there is none. */
        boolean improve() {
            int best = -1;
            double least = -LEAST_GAIN;
            for (int i = 0; i < length; i++) {
                // Against the slope is the only direction in which a step can help.
                int direction = slopes[i] > 0 ? -1 : 1;
                double change = 2 * direction * slopes[i] + matrix[i * length + i];
                if (change < least && mayStep(i, direction)) {
                    least = change;
                    best = i;
                }
            }
            if (best < 0) {
                return false;
            }
            int direction = slopes[best] > 0 ? -1 : 1;
            errors[best] += direction;
            codes[first + best] += (byte) direction;
            addToSlopes(best, direction);
            return true;
        }

        private boolean mayStep(int i, int direction) {
            int code = code(i) + direction;
            return Math.abs(errors[i] + direction) <= 1 && code >= affine.lowest() && code <= affine.highest();
        }

        private int code(int i) {
            byte code = codes[first + i];
            return affine.type().elementType() == ElementType.UINT8 ? Byte.toUnsignedInt(code) : code;
        }

        private void addToSlopes(int column, double change) {
            int row = column * length;
            for (int i = 0; i < length; i++) {
                slopes[i] += matrix[row + i] * change;
            }
        }
    }
}
