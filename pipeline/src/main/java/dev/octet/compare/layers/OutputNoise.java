package dev.octet.compare.layers;

import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The error of a model's floating outputs.
 *
 * @param byOutput signal and noise of each output
 */
public record OutputNoise(Map<String, Noise> byOutput) {
    /** Of the outputs of two models for one sample. */
    public static OutputNoise between(Map<String, Tensor> exact, Map<String, Tensor> other) {
        Map<String, Noise> noises = new LinkedHashMap<>();
        exact.forEach((name, tensor) -> {
            Tensor found = other.get(name);
            if (found != null && tensor.type().isFloating() && found.type().isFloating()) {
                noises.put(name, noise(tensor, found));
            }
        });
        return new OutputNoise(noises);
    }

    /** Signal and noise of one tensor beside another; one of another shape is all noise. */
    static Noise noise(Tensor exact, Tensor other) {
        double[] sums = new double[2];
        boolean comparable = exact.elementCount() == other.elementCount();
        float[] block = new float[FloatBlocks.SIZE];
        FloatBlocks.forEach(exact, (values, count, start) -> {
            if (comparable) {
                int bytes = other.type().bits() / 8;
                FloatBlocks.read(other.type(), other.data().slice(start * bytes, count * bytes), 0, block, count);
            }
            for (int i = 0; i < count; i++) {
                if (Float.isFinite(values[i])) {
                    double difference = comparable ? (double) values[i] - block[i] : values[i];
                    sums[0] += (double) values[i] * values[i];
                    sums[1] += Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference * difference;
                }
            }
        });
        return new Noise(sums[0], sums[1]);
    }

    /** Both together, output by output. */
    public OutputNoise plus(OutputNoise more) {
        Map<String, Noise> sum = new LinkedHashMap<>(byOutput);
        more.byOutput.forEach((name, noise) -> sum.merge(name, noise, Noise::plus));
        return new OutputNoise(sum);
    }

    /** The noise as a share of the signal at the output where it is largest; 0 where no output has a signal. */
    public double share() {
        return byOutput.values().stream()
                .filter(noise -> noise.signal() > 0)
                .mapToDouble(Noise::share)
                .max()
                .orElse(0);
    }
}
