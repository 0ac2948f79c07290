package dev.octet.affine.block;

import dev.octet.tensor.Shape;
import dev.octet.tensor.SpilledTensor;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Quantizes the lines of a product so that its results on samples change least, rather than its weights.
 *
 * <p>For each line w, given {@code H}, the sum of {@code x xT} over the vectors that the quantized model computes:
 *
 * <ol>
 *   <li>w becomes the line that makes of these vectors what w makes of the float model's: least squares, damped.
 *   <li>Element by element: it is rounded, and its error taken over by the elements after it, {@code w[j] -= e *
 *       U[k][j]} with {@code e = (w[k] - q[k]) / U[k][k]} and {@code UT U = inverse(H)}. A block's range is found when
 *       its turn comes, with errors weighted by {@code 1 / U[k][k]^2}.
 *   <li>Codes that can lower {@code (q - w)T H (q - w)} by a change of their own do, until none can.
 * </ol>
 *
 * <p>Source: 2 is Frantar, Ashkboos, Hoefler and Alistarh, "GPTQ: Accurate Post-Training Quantization for Generative
 * Pre-trained Transformers" (2022), arXiv 2210.17323, with its damping of 1 %; 1 has the aim of Li et al., "GPTAQ:
 * Efficient Finetuning-Free Quantization for Asymmetric Calibration" (2025), arXiv 2504.02692.
 */
public final class ErrorFeedback {
    private static final double DAMPING = 0.01;
    /** So much that samples decide only what many of them show. */
    private static final double DRIFT_DAMPING = 0.1;

    private static final int SWEEPS = 5;

    private final InputMoments moments;
    private final InverseFactor drift;
    private final double[][] squares;
    private final InverseFactor factor;
    private final double[] costs;

    /** Feedback for products that read vectors with these moments. */
    public ErrorFeedback(InputMoments moments) {
        this.moments = moments;
        this.drift = InverseFactor.of(moments.damped(DRIFT_DAMPING));
        this.squares = moments.damped(DAMPING);
        this.factor = InverseFactor.of(squares);
        this.costs = IntStream.range(0, moments.length())
                .mapToDouble(k -> 1 / (factor.row(k)[k] * factor.row(k)[k]))
                .toArray();
    }

    /** A quantized matrix, and what its codes mean, {@code [length, count]}, off the heap if it is large. */
    public record Quantized(BlockQuantized matrix, Tensor meant) {}

    /**
     * Quantizes lines, on all processors.
     *
     * @param lines of as many elements as the vectors
     */
    public Quantized quantize(Lines lines, BlockScheme scheme) {
        int count = lines.count();
        int length = lines.length();
        if (length != moments.length()) {
            throw new IllegalArgumentException(
                    "Expected lines of %d elements, got %d".formatted(moments.length(), length));
        }
        int blocks = scheme.blocks(length);
        BlockParameters parameters = new BlockParameters(blocks, new float[count * blocks], new byte[count * blocks]);
        float[] meant = new float[Math.multiplyExact(count, length)];
        IntStream.range(0, count).parallel().forEach(line -> {
            float[] weights = new float[length];
            lines.read(line, 1, 0, length, weights);
            Line found = new Line(weights, scheme);
            for (int block = 0; block < blocks; block++) {
                parameters.scales()[line * blocks + block] = found.maps[block].scale();
                parameters.zeroPoints()[line * blocks + block] = (byte) found.maps[block].zeroPoint();
            }
            for (int k = 0; k < length; k++) {
                meant[k * count + line] = (float) found.quantized[k];
            }
        });
        Tensor matrix = SpilledTensor.of(Tensor.ofFloats(Shape.of(length, count), meant));
        return new Quantized(new BlockQuantized(Lines.columns(matrix), scheme, parameters), matrix);
    }

    /** One line on its way to codes. */
    private final class Line {
        private final BlockScheme scheme;
        private final double[] aim;
        private final double[] quantized;
        private final BlockMap[] maps;

        Line(float[] weights, BlockScheme scheme) {
            this.scheme = scheme;
            this.aim = aim(weights);
            this.quantized = new double[weights.length];
            this.maps = new BlockMap[scheme.blocks(weights.length)];
            round();
            settle();
        }

        private double[] aim(float[] weights) {
            double[] exact = new double[weights.length];
            Arrays.setAll(exact, i -> weights[i]);
            double[] change = drift.solve(moments.drift(exact));
            Arrays.setAll(change, i -> exact[i] + change[i]);
            return change;
        }

        private void round() {
            double[] rest = aim.clone();
            for (int k = 0; k < rest.length; k++) {
                if (k % scheme.size() == 0) {
                    int end = Math.min(rest.length, k + scheme.size());
                    maps[k / scheme.size()] = WeightedRange.fit(rest, costs, k, end, scheme);
                }
                quantized[k] = nearest(k, rest[k]);
                double[] row = factor.row(k);
                double error = (rest[k] - quantized[k]) / row[k];
                for (int i = k + 1; i < rest.length; i++) {
                    rest[i] -= error * row[i];
                }
            }
        }

        private void settle() {
            double[] difference = new double[aim.length];
            Arrays.setAll(difference, k -> quantized[k] - aim[k]);
            double[] slope = new double[aim.length];
            Arrays.setAll(slope, k -> InputMoments.dot(squares[k], difference));
            boolean changed = true;
            for (int sweep = 0; changed && sweep < SWEEPS; sweep++) {
                changed = false;
                for (int k = 0; k < aim.length; k++) {
                    double better = nearest(k, quantized[k] - slope[k] / squares[k][k]);
                    double step = better - quantized[k];
                    if (step != 0) {
                        changed = true;
                        quantized[k] = better;
                        for (int i = 0; i < slope.length; i++) {
                            slope[i] += step * squares[k][i];
                        }
                    }
                }
            }
        }

        private double nearest(int k, double value) {
            BlockMap map = maps[k / scheme.size()];
            return map.real(map.code((float) value, scheme));
        }
    }
}
