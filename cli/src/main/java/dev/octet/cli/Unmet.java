package dev.octet.cli;

import dev.octet.cli.text.Figures;
import dev.octet.compare.gate.Verdict;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.util.List;
import java.util.stream.Collectors;

/** Ends a command whose results are not good enough. */
final class Unmet {
    private Unmet() {}

    /**
     * Returns if every criterion is met.
     *
     * @throws OctetException of kind UNMET, naming those that are not
     */
    static void refuse(List<Verdict> verdicts) {
        List<Verdict> unmet =
                verdicts.stream().filter(verdict -> !verdict.passed()).toList();
        if (!unmet.isEmpty()) {
            throw new OctetException(
                    Kind.UNMET,
                    "%d of %s not met: %s"
                            .formatted(
                                    unmet.size(),
                                    verdicts.size() == 1 ? "1 criterion" : verdicts.size() + " criteria",
                                    unmet.stream().map(Unmet::line).collect(Collectors.joining("; "))));
        }
    }

    /** As {@code min-sqnr logits: expected at least 20 dB, measured 3.62 dB}. */
    static String line(Verdict verdict) {
        return "%s: expected %s, measured %s"
                .formatted(verdict.criterion(), verdict.asked(), Figures.withUnit(verdict.measured(), verdict.unit()));
    }
}
