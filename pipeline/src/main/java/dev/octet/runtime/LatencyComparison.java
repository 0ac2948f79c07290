package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import dev.octet.graph.Model;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How much faster or slower one model is than another, measured in one process on the same inputs.
 *
 * <p>The two take turns, run by run, and who goes first alternates, so that whatever else the machine does meets both
 * alike. Each round gives one ratio of two runs that lie side by side in time; {@code ratio} is the median of those.
 * Only ONNX Runtime's own time counts: inputs are ready before and outputs are not read.
 *
 * @param reference the model to compare with
 * @param candidate the model to judge
 * @param ratio candidate's time divided by the reference's; below 1 the candidate is faster
 * @param ratioLow with {@code ratioHigh}, the interval that holds the true median ratio with 95 % confidence, if rounds
 *     are independent
 * @param ratioHigh see {@code ratioLow}
 * @param rounds how often both ran
 * @param threads threads that each ran with
 */
public record LatencyComparison(
        Latency reference,
        Latency candidate,
        double ratio,
        double ratioLow,
        double ratioHigh,
        int rounds,
        int threads) {
    /** Half the width of a 95 % interval in standard deviations. */
    private static final double NORMAL_95 = 1.96;

    /**
     * Runs both models on the samples in turn.
     *
     * @param samples inputs that fit both models, at least one
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if a sample does not fit, of kind RUNTIME if a model
     *     does not load or run
     */
    public static LatencyComparison measure(
            Model reference, Model candidate, List<Map<String, Tensor>> samples, LatencySettings settings) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one sample to run on");
        }
        // Threads of the model that is not running would otherwise keep a processor busy waiting for work.
        SessionSettings session = settings.session().withEntry("session.force_spinning_stop", "1");
        try (Session first = Session.open(reference, session);
                Session second = Session.open(candidate, session);
                Rounds rounds = new Rounds(first, second, samples)) {
            return rounds.measure(settings);
        } catch (OrtException failure) {
            throw OrtErrors.failure("run the models", failure);
        }
    }

    /** Of times in nanoseconds, one pair a round. */
    static LatencyComparison of(long[] reference, long[] candidate, int threads) {
        double[] ratios = new double[reference.length];
        Arrays.setAll(ratios, i -> (double) candidate[i] / reference[i]);
        Arrays.sort(ratios);
        // Ranks of a distribution-free interval of the median: H. A. David, Order Statistics, section 7.1.
        double middle = (ratios.length - 1) / 2.0;
        double spread = NORMAL_95 * Math.sqrt(ratios.length) / 2;
        int low = (int) Math.max(0, Math.floor(middle - spread));
        int high = (int) Math.min(ratios.length - 1.0, Math.ceil(middle + spread));
        return new LatencyComparison(
                Latency.of(reference),
                Latency.of(candidate),
                Latency.quantile(ratios, 0.5),
                ratios[low],
                ratios[high],
                ratios.length,
                threads);
    }

    /** Both models on all samples, ready to run. */
    private static final class Rounds implements AutoCloseable {
        private final List<PreparedRun> first = new ArrayList<>();
        private final List<PreparedRun> second = new ArrayList<>();

        Rounds(Session reference, Session candidate, List<Map<String, Tensor>> samples) {
            for (Map<String, Tensor> sample : samples) {
                first.add(reference.prepare(sample));
                second.add(candidate.prepare(sample));
            }
        }

        LatencyComparison measure(LatencySettings settings) throws OrtException {
            warmUp(settings.warmUp());
            long end = System.nanoTime() + settings.duration().toNanos();
            long[] reference = new long[settings.maxRounds()];
            long[] candidate = new long[settings.maxRounds()];
            int round = 0;
            while (round < settings.minRounds() || (round < settings.maxRounds() && System.nanoTime() < end)) {
                int sample = round % first.size();
                if (round % 2 == 0) {
                    reference[round] = first.get(sample).time();
                    candidate[round] = second.get(sample).time();
                } else {
                    candidate[round] = second.get(sample).time();
                    reference[round] = first.get(sample).time();
                }
                round++;
            }
            return of(
                    Arrays.copyOf(reference, round),
                    Arrays.copyOf(candidate, round),
                    settings.session().threads());
        }

        private void warmUp(int runs) throws OrtException {
            for (int sample = 0; sample < first.size(); sample++) {
                for (int run = 0; run < runs; run++) {
                    first.get(sample).time();
                    second.get(sample).time();
                }
            }
        }

        @Override
        public void close() {
            first.forEach(PreparedRun::close);
            second.forEach(PreparedRun::close);
        }
    }
}
