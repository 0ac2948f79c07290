package dev.octet.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.cli.text.ComparisonText;
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
public record Evaluated(Comparison comparison, List<Verdict> verdicts) {
    /** Copies the list. */
    public Evaluated {
        verdicts = List.copyOf(verdicts);
    }

    /** All of it, for other programs. */
    public ObjectNode json() {
        return ComparisonJson.of(comparison, verdicts);
    }

    /** All of it, for people. */
    public String text() {
        return ComparisonText.of(comparison, verdicts);
    }
}
