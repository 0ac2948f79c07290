package dev.octet.compare.metric;

import dev.octet.calibrate.text.TokenFeature;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * Mean negative log-likelihood of each next token, in nats, of a model that answers {@code [1, tokens, vocabulary]} to
 * token ids; its exponential is the perplexity. Needs no labels: the inputs are the answers.
 *
 * @param output the output with the logits; empty for the first
 */
public record NextTokenLikelihood(Optional<String> output) implements Metric {
    @Override
    public String name() {
        return "nll";
    }

    @Override
    public String unit() {
        return "nats";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double[] score(Prediction prediction) {
        float[] logits = prediction.output(output);
        long[] ids = ids(prediction);
        int vocabulary = logits.length / ids.length;
        double sum = 0;
        for (int token = 0; token + 1 < ids.length; token++) {
            if (ids[token + 1] < 0 || ids[token + 1] >= vocabulary) {
                throw OctetException.invalidData("Sample '%s': token %d is beyond the output's %d scores"
                        .formatted(prediction.sample(), ids[token + 1], vocabulary));
            }
            sum += loss(logits, token * vocabulary, vocabulary, (int) ids[token + 1]);
        }
        return ids.length < 2 ? new double[0] : new double[] {sum, ids.length - 1.0};
    }

    @Override
    public double figure(Scores scores) {
        return scores.sum(0) / scores.sum(1);
    }

    private static double loss(float[] logits, int start, int count, int next) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = start; i < start + count; i++) {
            largest = Math.max(largest, logits[i]);
        }
        double sum = 0;
        for (int i = start; i < start + count; i++) {
            sum += Math.exp(logits[i] - largest);
        }
        return largest + Math.log(sum) - logits[start + next];
    }

    private static long[] ids(Prediction prediction) {
        for (Map.Entry<String, Tensor> input : prediction.inputs().entrySet()) {
            if (TokenFeature.ofInput(input.getKey()).equals(Optional.of(TokenFeature.IDS))) {
                return input.getValue().toLongs();
            }
        }
        throw OctetException.configuration(
                "Metric 'nll' needs an input of token ids, such as input_ids; the inputs are %s"
                        .formatted(prediction.inputs().keySet()));
    }
}
