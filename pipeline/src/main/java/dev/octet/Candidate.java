package dev.octet;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.smooth.Equalization;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A graph prepared in one of several ways, planned, calibrated and carried out.
 *
 * @param prepared the float model
 * @param planned the plan for it, and the ranges
 * @param refining what was made of the plan; empty where it quantizes nothing, or too little for integers to pay
 */
record Candidate(Prepared prepared, PlannedCalibration planned, Optional<Refining> refining) {
    /**
     * The graph as it is or, where an output is worse than it may be, with equalized channels if that is better.
     * Equalizing needs samples run and calibrated with once more, and does not help where the output was good enough.
     *
     * @param original the model as it was given, which latency is compared with
     */
    static Candidate best(
            Model original,
            Prepared prepared,
            QuantizerConfiguration configuration,
            DataSource data,
            Progress progress) {
        Candidate plain = of(original, prepared, configuration, data, progress);
        Optional<Refining> tooNoisy = plain.refining.filter(Refining::isBelowFloor);
        return tooNoisy
                .flatMap(refining -> Equalization.equalize(
                        prepared,
                        asTheUserKnowsThem(refining, configuration),
                        data,
                        configuration.calibration().constants()))
                .map(equalized -> of(original, equalized, configuration, data, progress))
                .filter(equalized -> equalized.refining.stream().anyMatch(found -> found.isBetterThan(tooNoisy.get())))
                .orElse(plain);
    }

    private static Candidate of(
            Model original,
            Prepared prepared,
            QuantizerConfiguration configuration,
            DataSource data,
            Progress progress) {
        PlannedCalibration planned = PlannedCalibration.of(prepared, configuration, data, progress);
        Optional<Refining> refining = planned.ranges()
                .flatMap(chosen -> Refining.of(
                        original, prepared.model(), planned, chosen, configuration, data, progress));
        return new Candidate(prepared, planned, refining);
    }

    /** What the user says of a value would not fit once it is scaled. */
    private static Set<String> asTheUserKnowsThem(Refining refining, QuantizerConfiguration configuration) {
        Set<String> values = new HashSet<>(configuration.imported().keySet());
        values.addAll(refining.chosen().schemes().keySet());
        return values;
    }
}
