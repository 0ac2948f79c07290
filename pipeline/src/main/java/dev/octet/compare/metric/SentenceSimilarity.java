package dev.octet.compare.metric;

import dev.octet.calibrate.text.TokenFeature;
import dev.octet.compare.statistics.RankCorrelation;
import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Spearman's rank correlation of the cosine of two sentences' embeddings with the score that people gave the pair.
 *
 * <p>The second sample of a pair has the score as its label, the first has none. An output {@code [1, tokens, size]} is
 * pooled: the mean over the tokens that the mask input counts. An output {@code [1, size]} is the embedding itself.
 *
 * @param output the output with the embeddings; empty for the first
 */
public record SentenceSimilarity(Optional<String> output) implements Metric {
    @Override
    public String name() {
        return "spearman";
    }

    @Override
    public LabelNeed labels() {
        return LabelNeed.SECOND_OF_TWO;
    }

    @Override
    public double[] score(Prediction prediction) {
        if (prediction.label().isEmpty()) {
            return new double[0];
        }
        Prediction first = prediction
                .previous()
                .orElseThrow(() ->
                        OctetException.invalidData("Sample '%s' has a score but no sample before it to be a pair with"
                                .formatted(prediction.sample())));
        double score = TargetError.elements(prediction.requiredLabel())[0];
        return new double[] {cosine(embedding(first), embedding(prediction)), score};
    }

    @Override
    public double figure(Scores scores) {
        return RankCorrelation.spearman(scores.column(0), scores.column(1));
    }

    private double[] embedding(Prediction prediction) {
        float[] elements = prediction.output(output);
        String name =
                output.orElseGet(() -> prediction.outputs().keySet().iterator().next());
        Shape shape = Optional.ofNullable(prediction.outputs().get(name))
                .orElseThrow()
                .shape();
        int size = Math.toIntExact(shape.dimension(shape.rank() - 1));
        int tokens = elements.length / size;
        long[] mask = mask(prediction.inputs(), tokens);
        double[] mean = new double[size];
        double counted = 0;
        for (int token = 0; token < tokens; token++) {
            for (int i = 0; i < size; i++) {
                mean[i] += mask[token] * (double) elements[token * size + i];
            }
            counted += mask[token];
        }
        double number = Math.max(1, counted);
        Arrays.setAll(mean, i -> mean[i] / number);
        return mean;
    }

    private static long[] mask(Map<String, Tensor> inputs, int tokens) {
        for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
            boolean isMask = TokenFeature.ofInput(input.getKey()).equals(Optional.of(TokenFeature.MASK));
            if (isMask && input.getValue().elementCount() == tokens) {
                return input.getValue().toLongs();
            }
        }
        long[] all = new long[tokens];
        Arrays.fill(all, 1);
        return all;
    }

    private static double cosine(double[] first, double[] second) {
        double product = 0;
        double one = 0;
        double other = 0;
        for (int i = 0; i < first.length; i++) {
            product += first[i] * second[i];
            one += first[i] * first[i];
            other += second[i] * second[i];
        }
        return product / Math.sqrt(one * other);
    }
}
