package dev.octet.compare.gate;

import dev.octet.compare.Comparison;
import dev.octet.error.OctetException;
import java.util.List;

/**
 * What a comparison has to meet.
 *
 * @param criteria all of them have to be met
 */
public record Gate(List<Criterion> criteria) {
    /** Copies the list. */
    public Gate {
        criteria = List.copyOf(criteria);
    }

    /**
     * Refuses criteria about figures that nobody will take, before any work is done.
     *
     * @param metrics names of the metrics that will be taken
     * @param speed whether speed will be measured
     * @throws OctetException of kind CONFIGURATION
     */
    public void requireJudgeable(List<String> metrics, boolean speed) {
        for (Criterion criterion : criteria) {
            if (criterion.rule().isOfMetric()) {
                MetricFigures.requireMeasured(criterion, metrics);
            }
            if (criterion.rule().isOfSpeed() && !speed) {
                throw ModelFigures.unmeasured(criterion);
            }
        }
    }

    /**
     * Judges a comparison by each criterion, in their order.
     *
     * @throws OctetException of kind CONFIGURATION if one of them cannot be judged
     */
    public List<Verdict> judge(Comparison comparison) {
        return criteria.stream().map(criterion -> criterion.judge(comparison)).toList();
    }
}
