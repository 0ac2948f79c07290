package dev.octet.compare.fidelity;

import java.util.OptionalDouble;

/**
 * How near one output of the quantized model is to that of the float model, over a set of samples.
 *
 * @param samples number of samples compared
 * @param elements number of elements compared
 * @param sqnr signal-to-quantization-noise ratio in dB: 10 log10(sum of squares of the float output / sum of squares of
 *     the difference); infinite where there is no difference
 * @param cosine cosine of the angle between all outputs as one vector, from -1 to 1
 * @param maxError largest absolute difference, in the output's unit
 * @param meanError mean absolute difference, in the output's unit
 * @param divergence mean Kullback-Leibler divergence from float to quantized, in nats, where rows of the output are
 *     probabilities
 * @param agreement share of rows, from 0 to 1, whose largest element is the same, where rows have more than one element
 */
public record Fidelity(
        long samples,
        long elements,
        double sqnr,
        double cosine,
        double maxError,
        double meanError,
        OptionalDouble divergence,
        OptionalDouble agreement) {}
