package dev.octet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.compare.Comparison;
import dev.octet.compare.gate.Verdict;
import dev.octet.report.ComparisonJson;
import java.util.List;

/**
 * A comparison and what the gate says of it.
 *
 * @param comparison what was measured
 * @param verdicts one for each criterion
 */
record Evaluated(Comparison comparison, List<Verdict> verdicts) {
    /** Copies the list. */
    Evaluated {
        verdicts = List.copyOf(verdicts);
    }

    /** All of it, for other programs. */
    ObjectNode json() {
        return ComparisonJson.of(comparison, verdicts);
    }

    /** All of it, for people. */
    String text() {
        return ComparisonText.of(comparison, verdicts);
    }
}
