package dev.octet.observe;

import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.util.Arrays;
import java.util.List;

/** The methods of estimating ranges by the names that configurations use. */
public enum RangeMethod {
    /** {@link AutoEstimator}. */
    AUTO("auto"),
    /** {@link MinMaxEstimator}. */
    MIN_MAX("min-max"),
    /** {@link MovingAverageEstimator}; its parameter is the constant. */
    MOVING_AVERAGE("moving-average"),
    /** {@link PercentileEstimator}, symmetric where the scheme is; its parameter is the percentile. */
    PERCENTILE("percentile"),
    /** {@link EntropyEstimator}; its parameter is the share of the values that is kept. */
    ENTROPY("entropy"),
    /** {@link SquaredErrorEstimator}. */
    SQUARED_ERROR("mse"),
    /** {@link L2NormEstimator}. */
    L2_NORM("l2-norm");

    private static final int MOST_BITS = 16;

    private final String optionName;

    RangeMethod(String optionName) {
        this.optionName = optionName;
    }

    /** The name in configurations and on the command line. */
    public String optionName() {
        return optionName;
    }

    /**
     * The estimator that a text such as {@code auto}, {@code percentile} or {@code percentile:99.99} asks for.
     *
     * @param scheme what ranges will be coded with
     * @throws OctetException of kind CONFIGURATION if there is no such method, or it has no such parameter
     */
    public static RangeEstimator parse(String text, Scheme scheme) {
        int colon = text.indexOf(':');
        RangeMethod method = named(colon < 0 ? text : text.substring(0, colon));
        if (colon < 0) {
            return method.estimator(scheme);
        }
        try {
            return method.estimator(scheme, Double.parseDouble(text.substring(colon + 1)));
        } catch (IllegalArgumentException refusal) {
            throw OctetException.configuration("Range method '" + text + "': " + refusal.getMessage());
        }
    }

    private static RangeMethod named(String name) {
        List<String> names =
                Arrays.stream(values()).map(RangeMethod::optionName).toList();
        return Arrays.stream(values())
                .filter(method -> method.optionName.equals(name))
                .findFirst()
                .orElseThrow(() -> OctetException.configuration("Range method: expected one of %s, got '%s'%s"
                        .formatted(String.join(", ", names), name, NearestName.hint(name, names))));
    }

    /** The estimator with its default parameters. */
    public RangeEstimator estimator(Scheme scheme) {
        int bits = Math.min(MOST_BITS, scheme.type().bits());
        return switch (this) {
            case AUTO -> new AutoEstimator(scheme);
            case MIN_MAX -> new MinMaxEstimator();
            case MOVING_AVERAGE -> MovingAverageEstimator.DEFAULT;
            case PERCENTILE -> percentile(PercentileEstimator.DEFAULT.percentile(), scheme);
            case ENTROPY -> EntropyEstimator.DEFAULT.withBits(bits);
            case SQUARED_ERROR -> new SquaredErrorEstimator(scheme);
            case L2_NORM -> L2NormEstimator.DEFAULT.withBits(bits);
        };
    }

    /**
     * The estimator with another value of its parameter.
     *
     * @throws IllegalArgumentException if the method has no parameter or the value is out of its range
     */
    public RangeEstimator estimator(Scheme scheme, double parameter) {
        int bits = Math.min(MOST_BITS, scheme.type().bits());
        return switch (this) {
            case MOVING_AVERAGE -> new MovingAverageEstimator(parameter);
            case PERCENTILE -> percentile(parameter, scheme);
            case ENTROPY ->
                new EntropyEstimator(
                        bits, parameter, EntropyEstimator.DEFAULT.firstBin(), EntropyEstimator.DEFAULT.stride());
            case AUTO, MIN_MAX, SQUARED_ERROR, L2_NORM ->
                throw new IllegalArgumentException("expected no parameter for " + optionName + ", got " + parameter);
        };
    }

    private static RangeEstimator percentile(double percentile, Scheme scheme) {
        return new PercentileEstimator(percentile, scheme.symmetry() == Symmetry.SYMMETRIC);
    }
}
