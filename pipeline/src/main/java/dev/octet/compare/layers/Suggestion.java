package dev.octet.compare.layers;

import dev.octet.affine.Affine;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import dev.octet.observe.Histogram;
import dev.octet.observe.SquaredErrorEstimator;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wrong with a tensor or weight, and what to change.
 *
 * <p>A tensor whose own rounding and clipping would be at most half on another range of as many codes gets that range;
 * one whose codes are as good as they can be gets 16 bits. A weight with one scale whose channels differ gets a scale a
 * channel; any other is left float with its readers.
 *
 * @param reason one sentence for people
 * @param override an entry of {@code overrides:} as YAML
 */
record Suggestion(String reason, String override) {
    /** A suggested range has to halve the noise, which is 3 dB, or it is not worth a change. */
    private static final double WORTHWHILE = 0.5;
    /** Channels whose ranges differ by less than two bits share a scale without much loss. */
    private static final double UNEVEN = 4;

    static Suggestion of(TensorLayer tensor) {
        Optional<Range> observed = tensor.observed().range();
        Optional<Histogram> histogram = tensor.inPlace().seen().histogram();
        if (observed.isEmpty() || histogram.isEmpty()) {
            return sixteenBits(tensor, "It was never finite on these samples.");
        }
        Affine present = tensor.affine();
        Scheme scheme = scheme(present);
        Affine full = Affine.of(observed.get(), scheme);
        Affine least = Affine.of(
                new SquaredErrorEstimator(scheme)
                        .estimate(tensor.inPlace().seen())
                        .range(),
                scheme);
        double fullNoise = noise(histogram.get(), full);
        double leastNoise = noise(histogram.get(), least);
        if (Math.min(fullNoise, leastNoise) <= WORTHWHILE * noise(histogram.get(), present)) {
            // What is too wide here held the values of the whole calibration data, so its extremes are no way out.
            boolean clip = tensor.inPlace().saturatedShare() == 0 || leastNoise <= WORTHWHILE * fullNoise;
            return new Suggestion(
                    misfit(tensor, observed.get()),
                    Overrides.tensor(tensor.owner(), "range: " + (clip ? "mse" : "min-max")));
        }
        return sixteenBits(
                tensor,
                String.format(
                        Locale.ROOT,
                        "%d codes are too few for values from %s to %s.",
                        present.highest() - present.lowest() + 1,
                        number(observed.get().min()),
                        number(observed.get().max())));
    }

    private static Suggestion sixteenBits(TensorLayer tensor, String reason) {
        String type = tensor.affine().type().signed() ? "int16" : "uint16";
        return tensor.affine().type().bits() < 16
                ? new Suggestion(reason, Overrides.tensor(tensor.owner(), "type: " + type))
                : new Suggestion(reason, Overrides.floating(tensor.readers(), tensor.name()));
    }

    private static String misfit(TensorLayer tensor, Range observed) {
        Range coded = tensor.affine().range();
        String ranges = "The codes span %s to %s, the values %s to %s"
                .formatted(number(coded.min()), number(coded.max()), number(observed.min()), number(observed.max()));
        double saturated = tensor.inPlace().saturatedShare();
        return saturated > 0
                ? String.format(Locale.ROOT, "%s: %.2f %% of them saturate.", ranges, 100 * saturated)
                : ranges + ": most codes are spent on few of them.";
    }

    static Suggestion of(WeightLayer weight) {
        double[] magnitudes = weight.channels().stream()
                .mapToDouble(Range::magnitude)
                .filter(magnitude -> magnitude > 0)
                .sorted()
                .toArray();
        if (weight.scales() == 1 && magnitudes.length > 1) {
            double ratio = magnitudes[magnitudes.length - 1] / magnitudes[magnitudes.length / 2];
            if (ratio >= UNEVEN) {
                return new Suggestion(
                        String.format(
                                Locale.ROOT,
                                "One scale for %d channels, of which the widest is %.0f times the middle one.",
                                magnitudes.length,
                                ratio),
                        Overrides.tensor(weight.name(), "per-channel: true"));
            }
        }
        return new Suggestion(
                String.format(
                        Locale.ROOT,
                        "Its stored values are %.1f dB from the float ones.",
                        weight.own().sqnr()),
                Overrides.floating(weight.readers(), weight.name()));
    }

    private static Scheme scheme(Affine affine) {
        boolean symmetric = affine.type().signed() && affine.zeroPoint() == 0;
        return new Scheme(affine.type(), symmetric ? Symmetry.SYMMETRIC : Symmetry.ASYMMETRIC, symmetric);
    }

    /** Sum of squared errors under a map, each bin taken at its middle. */
    private static double noise(Histogram histogram, Affine affine) {
        double sum = 0;
        for (int bin = 0; bin < histogram.bins(); bin++) {
            if (histogram.count(bin) > 0) {
                float middle = (float) (histogram.edge(bin) + histogram.width() / 2);
                double error = middle - affine.dequantize(affine.quantize(middle));
                sum += histogram.count(bin) * error * error;
            }
        }
        return sum;
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
