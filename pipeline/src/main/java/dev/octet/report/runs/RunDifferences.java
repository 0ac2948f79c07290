package dev.octet.report.runs;

import dev.octet.error.OctetException;
import java.util.List;

/** What changed from one run to another. */
public final class RunDifferences {
    private RunDifferences() {}

    /**
     * The figures of both runs, in sections; sections without any are left out.
     *
     * @throws OctetException of kind INVALID_DATA if the reports are of different kinds
     */
    public static List<Section> of(RunFile first, RunFile second) {
        if (first.format() != second.format()) {
            throw OctetException.invalidData("Expected two reports of one kind, found a %s in %s and a %s in %s"
                    .formatted(name(first.format()), first.file(), name(second.format()), second.file()));
        }
        List<Section> sections = first.format() == RunFile.Format.COMPARISON
                ? new ComparisonDifferences(first.content(), second.content()).sections()
                : new QuantizationDifferences(first.content(), second.content()).sections();
        return sections.stream()
                .filter(section -> !section.differences().isEmpty())
                .toList();
    }

    private static String name(RunFile.Format format) {
        return format == RunFile.Format.COMPARISON ? "comparison" : "quantization";
    }
}
