package dev.octet.compare.layers;

import dev.octet.compare.layers.SwitchedModel.Switched;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measures what each matching point does to the model's outputs when it alone is quantized, in one session.
 *
 * <p>Samples are taken in rounds: all points on the first, then all on the second ... A round that the time does not
 * suffice for is dropped, so all figures come from the same samples; of the first round what was measured is kept.
 */
final class AloneErrors {
    private final Switched switched;
    private final LayerSettings settings;
    private int rounds;

    /** Of points in the order of {@link SwitchedModel}. */
    AloneErrors(Switched switched, LayerSettings settings) {
        this.switched = switched;
        this.settings = settings;
    }

    /**
     * What was measured.
     *
     * @param byPoint relative noise at the outputs by number of the point; points that the time did not suffice for are
     *     absent
     * @param samples number of samples that each was measured on
     */
    record Measured(Map<Integer, Double> byPoint, int samples) {
        /** What was measured of a point, if it was. */
        OptionalDouble of(int point) {
            Double found = byPoint.get(point);
            return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
        }
    }

    /**
     * Measures in an order, the most suspicious first.
     *
     * @param order numbers of the points to measure
     */
    Measured measure(Samples samples, List<Integer> order, Progress progress) {
        Map<Integer, OutputNoise> kept = new LinkedHashMap<>();
        long deadline = System.nanoTime() + settings.aloneTime().toNanos();
        int wanted = Math.min(settings.aloneSamples(), samples.count());
        progress.started("measuring tensors alone", (long) wanted * order.size());
        try (Session session = Session.open(switched.model(), ExposedModel.settings(settings.threads()))) {
            for (int sample = 0; sample < wanted && System.nanoTime() < deadline; sample++) {
                Map<Integer, OutputNoise> round = round(session, samples.inputs(sample), order, deadline, progress);
                if (round.size() == order.size() || sample == 0) {
                    round.forEach((point, noise) -> kept.merge(point, noise, OutputNoise::plus));
                    rounds++;
                }
            }
        } finally {
            progress.finished();
        }
        Map<Integer, Double> shares = new LinkedHashMap<>();
        kept.forEach((point, noise) -> shares.put(point, noise.share()));
        return new Measured(shares, rounds);
    }

    private Map<Integer, OutputNoise> round(
            Session session, Map<String, Tensor> sample, List<Integer> order, long deadline, Progress progress) {
        SwitchedRuns runs = new SwitchedRuns(session, switched, sample);
        Map<Integer, OutputNoise> measured = new LinkedHashMap<>();
        for (int point : order) {
            settings.cancellation().check();
            if (System.nanoTime() >= deadline) {
                break;
            }
            measured.put(point, runs.noise(List.of(point)));
            progress.advanced((long) rounds * order.size() + measured.size());
        }
        return measured;
    }
}
