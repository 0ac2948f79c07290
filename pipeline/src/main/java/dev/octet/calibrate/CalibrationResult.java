package dev.octet.calibrate;

import dev.octet.affine.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What calibration saw.
 *
 * @param data what the samples were, for a report
 * @param samples number of samples that were observed
 * @param extremes smallest and largest finite value of each wanted tensor that had one, in the order asked for
 * @param unseen wanted tensors that never had a finite value, because they are always empty or never finite
 * @param nonFinite tensors with NaN or infinities
 * @param skipped samples that were left out
 */
public record CalibrationResult(
        String data,
        long samples,
        Map<String, Range> extremes,
        List<String> unseen,
        List<NonFinite> nonFinite,
        List<SkippedSample> skipped) {
    /** Copies the collections. */
    public CalibrationResult {
        extremes = Collections.unmodifiableMap(new LinkedHashMap<>(extremes));
        unseen = List.copyOf(unseen);
        nonFinite = List.copyOf(nonFinite);
        skipped = List.copyOf(skipped);
    }

    /** The range of each tensor from its smallest to its largest value. */
    public Map<String, Range> ranges() {
        return extremes;
    }
}
