package dev.octet.compare.metric;

/**
 * A figure of a model's accuracy.
 *
 * <p>Each sample is scored on its own and only its few numbers are kept, so that memory does not grow with the size of
 * outputs, and so that the figure can be computed again for other choices of samples: that is where confidence
 * intervals come from. An implementation has no state and is used for both models.
 *
 * <p>Only {@link #score} has to be written: without the others, the figure is the mean of the number that it gives each
 * sample, and more is better.
 */
@FunctionalInterface
public interface Metric {
    /**
     * What it is called in reports and by the gate, such as {@code top1}. Without an override the name of the class.
     */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The unit of the figure, such as {@code %} or {@code dB}; empty where it has none. */
    default String unit() {
        return "";
    }

    /** Whether a larger figure is better. */
    default boolean higherIsBetter() {
        return true;
    }

    /**
     * Whether the first number of each sample is 1 for a right answer and 0 for a wrong one, so that two models are
     * compared by the questions that only one of them got right.
     */
    default boolean isRightOrWrong() {
        return false;
    }

    /** Which samples have to have a label; asked before anything runs. Without an override none. */
    default LabelNeed labels() {
        return LabelNeed.NONE;
    }

    /**
     * What to note of one sample: always as many numbers, or none if this sample is no question of its own. Whether it
     * is one may depend on inputs and label only, never on outputs, so that both models answer the same questions.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if the label is missing or does not fit, of kind
     *     CONFIGURATION if the output does not
     */
    double[] score(Prediction prediction);

    /**
     * The figure over samples, at least one; called for resampled choices too. Without an override the mean of the
     * first number.
     */
    default double figure(Scores scores) {
        return scores.mean(0);
    }
}
