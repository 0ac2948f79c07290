package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.RandomTensors;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Against an emulation of the instruction that saturates, VPMADDUBSW, with the inputs that are worst for it. */
class PairSumsTest {
    private static final Scheme FULL = Scheme.INT8_WEIGHT;
    private static final Scheme REDUCED = Scheme.INT8_WEIGHT.withReducedRange();

    private static Tensor random(long... shape) {
        return RandomTensors.random(ElementType.FLOAT, Shape.of(shape), 1, "W");
    }

    private static Quantization perChannel(Tensor weight, int axis, Scheme scheme) {
        return PerChannel.of(axis, WeightRanges.perChannel("W", weight, axis), scheme);
    }

    private static long[] codes(Tensor weight, Quantization quantization) {
        return TensorQuantizer.quantize("W", weight, quantization).toLongs();
    }

    /** The sum that the kernel gets for one output channel, of whose codes it takes two at a time. */
    private static long saturatingSum(long[] weights, long[] activations) {
        long sum = 0;
        for (int k = 0; k < weights.length; k += 2) {
            long pair = weights[k] * activations[k];
            if (k + 1 < weights.length) {
                pair += weights[k + 1] * activations[k + 1];
            }
            sum += Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, pair));
        }
        return sum;
    }

    private static long exactSum(long[] weights, long[] activations) {
        long sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * activations[k];
        }
        return sum;
    }

    /**
     * How many channels get a wrong sum from activations that are 255 where the weight has this sign and 0 elsewhere.
     */
    private static int wrong(long[][] channels) {
        int wrong = 0;
        for (long[] channel : channels) {
            for (int sign : new int[] {-1, 1}) {
                long[] worst = LongStream.of(channel)
                        .map(code -> code * sign > 0 ? 255 : 0)
                        .toArray();
                wrong += saturatingSum(channel, worst) == exactSum(channel, worst) ? 0 : 1;
            }
        }
        return wrong;
    }

    /** What each output channel of {@code [M, C, k]} sums up, channels or positions first. */
    private static long[][] convolution(long[] codes, int outputs, int channels, int kernel, boolean channelsFirst) {
        long[][] sums = new long[outputs][channels * kernel];
        for (int m = 0; m < outputs; m++) {
            for (int c = 0; c < channels; c++) {
                for (int k = 0; k < kernel; k++) {
                    int place = channelsFirst ? k * channels + c : c * kernel + k;
                    sums[m][place] = codes[(m * channels + c) * kernel + k];
                }
            }
        }
        return sums;
    }

    private static long[][] columns(long[] codes, int rows, int columns) {
        long[][] sums = new long[columns][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sums[column][row] = codes[row * columns + column];
            }
        }
        return sums;
    }

    @Test
    void noPairOfAConvolutionSaturatesInWhicheverOrderTheKernelGoes() {
        Tensor weight = random(8, 6, 3, 3);
        Quantization full = perChannel(weight, 0, FULL);
        Quantization within = PairSums.within("W", weight, full, Neighbours.ofConvolution(weight.shape(), 1));
        for (boolean channelsFirst : new boolean[] {true, false}) {
            assertThat(wrong(convolution(codes(weight, full), 8, 6, 9, channelsFirst)))
                    .isPositive();
            assertThat(wrong(convolution(codes(weight, within), 8, 6, 9, channelsFirst)))
                    .isZero();
        }
    }

    @Test
    void noPairOfAMatrixProductSaturatesPerChannelOrPerTensorTransposedOrNot() {
        Tensor weight = random(33, 10);
        Quantization channels =
                PairSums.within("W", weight, perChannel(weight, 1, FULL), Neighbours.ofMatrix(weight.shape()));
        Quantization whole = PairSums.within(
                "W",
                weight,
                new PerTensor(Affine.of(WeightRanges.perTensor(weight), FULL)),
                Neighbours.ofMatrix(weight.shape()));
        assertThat(wrong(columns(codes(weight, perChannel(weight, 1, FULL)), 33, 10)))
                .isPositive();
        assertThat(wrong(columns(codes(weight, channels), 33, 10))).isZero();
        assertThat(wrong(columns(codes(weight, whole), 33, 10))).isZero();

        Tensor transposed = random(10, 33);
        Quantization rows = PairSums.within(
                "W", transposed, perChannel(transposed, 0, FULL), Neighbours.ofTransposedMatrix(transposed.shape()));
        assertThat(wrong(convolution(codes(transposed, perChannel(transposed, 0, FULL)), 10, 33, 1, false)))
                .isPositive();
        assertThat(wrong(convolution(codes(transposed, rows), 10, 33, 1, false)))
                .isZero();
    }

    @Test
    void keepsAllCodesOfAChannelWhosePairsAreSmall() {
        // One large element in each channel, its neighbours of the other sign or nearly nothing.
        Tensor weight = Tensor.ofFloats(Shape.of(2, 4), 1, -0.5f, 0.004f, -0.5f, 0.001f, 0.001f, -1, 0.3f);
        Quantization full = perChannel(weight, 0, FULL);
        assertThat(PairSums.within("W", weight, full, Neighbours.ofTransposedMatrix(weight.shape())))
                .isEqualTo(full);
    }

    @Test
    void enlargesNoScaleBeyondThatOfSevenBits() {
        // Two largest elements side by side: nothing else helps than a bit less.
        Tensor weight = Tensor.ofFloats(Shape.of(1, 2), 1, 1);
        Quantization within = PairSums.within(
                "W", weight, perChannel(weight, 0, FULL), Neighbours.ofTransposedMatrix(weight.shape()));
        assertThat(codes(weight, within)).containsExactly(64, 64);
    }

    @Test
    void leavesDepthwiseConvolutionsAloneWhichMultiplyInSixteenBits() {
        Tensor weight = random(8, 1, 3, 3);
        Quantization full = perChannel(weight, 0, FULL);
        assertThat(PairSums.within("W", weight, full, Neighbours.ofConvolution(weight.shape(), 8)))
                .isEqualTo(full);
    }

    @Test
    void losesLessThanSevenBitsDo() {
        Tensor weight = random(32, 16, 3, 3);
        Quantization within =
                PairSums.within("W", weight, perChannel(weight, 0, FULL), Neighbours.ofConvolution(weight.shape(), 1));
        assertThat(squaredError(weight, within)).isLessThan(squaredError(weight, perChannel(weight, 0, REDUCED)));
    }

    private static double squaredError(Tensor weight, Quantization quantization) {
        Tensor codes = TensorQuantizer.quantize("W", weight, quantization);
        List<float[]> both = List.of(
                weight.toFloats(),
                TensorQuantizer.dequantize(codes, quantization).toFloats());
        double sum = 0;
        for (int i = 0; i < both.get(0).length; i++) {
            sum += Math.pow((double) both.get(0)[i] - both.get(1)[i], 2);
        }
        return sum;
    }
}
