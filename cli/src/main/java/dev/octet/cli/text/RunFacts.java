package dev.octet.cli.text;

import dev.octet.run.RunResult;
import java.nio.file.Path;
import java.util.Optional;

/** What the summary of a run says in every mode. */
final class RunFacts {
    private final RunResult result;

    RunFacts(RunResult result) {
        this.result = result;
    }

    /** The model's file, above all. */
    Facts begin() {
        return new Facts().line(result.model().toString()).gap();
    }

    /** As {@code 454 kB -> 125 kB (27.5 %)}. */
    String size() {
        return "%s -> %s (%s)"
                .formatted(
                        Amounts.bytes(result.floatBytes()),
                        Amounts.bytes(result.quantizedBytes()),
                        Amounts.percent(result.sizeRatio()));
    }

    String time() {
        return Amounts.duration((long) (result.seconds() * 1e9));
    }

    /** Notes, and where everything went. */
    String end(Facts facts, Optional<Path> report) {
        result.notes().forEach(note -> facts.fact("note", note));
        report.ifPresent(file -> facts.fact("report", file.toString()));
        return facts.fact("model", result.output().toString()).toString();
    }
}
