package dev.octet.staticrange;

import dev.octet.affine.Scheme;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.Calibrator;
import dev.octet.calibrate.JoinedRanges;
import dev.octet.calibrate.ObservationPoints;
import dev.octet.calibrate.data.DataSource;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.observe.Estimate;
import dev.octet.place.Plan;
import dev.octet.progress.Progress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ranges of the values that a plan asks for: imported where they are known, else from what samples show.
 *
 * @param calibration what the samples showed; nothing where all ranges are imported
 * @param estimates the ranges and what chose them
 * @param schemes how values are coded that overrides want to be coded otherwise
 */
record ChosenRanges(CalibrationResult calibration, Map<String, Estimate> estimates, Map<String, Scheme> schemes) {
    private static final String IMPORTED = "imported";
    private static final int EXAMPLES = 3;

    static ChosenRanges of(StaticSettings settings, Model prepared, Plan plan, DataSource data, Progress progress) {
        ValueOverrides overrides = ValueOverrides.of(prepared.graph(), plan, settings);
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        Set<String> missing = new LinkedHashSet<>();
        for (String value : plan.observed()) {
            if (settings.imported().containsKey(value)) {
                estimates.put(value, new Estimate(settings.imported().get(value), IMPORTED));
            } else {
                missing.add(value);
            }
        }
        CalibrationResult calibration = CalibrationResult.ofNothing();
        if (!missing.isEmpty()) {
            requireData(settings, data, missing, plan.observed().size());
            CalibrationSettings observing = settings.calibration().withStatistics(overrides.needs());
            ObservationPoints points = ObservationPoints.of(prepared.graph(), plan, missing);
            calibration = points.ofValues(Calibrator.observe(prepared, points.observed(), data, observing, progress));
        }
        Set<String> decided = new LinkedHashSet<>(estimates.keySet());
        decided.addAll(overrides.overridden());
        estimates.putAll(overrides.estimates(calibration));
        Map<String, Estimate> joined = JoinedRanges.of(prepared.graph(), plan, estimates, decided);
        return new ChosenRanges(calibration, joined, overrides.schemes());
    }

    private static void requireData(StaticSettings settings, DataSource data, Set<String> missing, int all) {
        if (data.size().equals(OptionalLong.of(0)) && !settings.imported().isEmpty()) {
            throw OctetException.configuration(
                    "The imported ranges lack %d of the %d values to quantize (%s); give calibration data for them"
                            .formatted(
                                    missing.size(),
                                    all,
                                    missing.stream().limit(EXAMPLES).collect(Collectors.joining(", "))));
        }
    }
}
