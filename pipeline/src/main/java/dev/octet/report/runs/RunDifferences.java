package dev.octet.report.runs;

import dev.octet.error.OctetException;
import java.util.ArrayList;
import java.util.List;

/** What changed from one run to another. */
public final class RunDifferences {
    /** Where the report of a quantization holds the comparison that came after it. */
    private static final String COMPARISON = "comparison";

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
        return sections(first, second).stream()
                .filter(section -> !section.differences().isEmpty())
                .toList();
    }

    private static List<Section> sections(RunFile first, RunFile second) {
        if (first.format() == RunFile.Format.COMPARISON) {
            return new ComparisonDifferences(first.content(), second.content()).sections();
        }
        List<Section> sections =
                new ArrayList<>(new QuantizationDifferences(first.content(), second.content()).sections());
        if (first.content().has(COMPARISON) && second.content().has(COMPARISON)) {
            new ComparisonDifferences(
                            first.content().get(COMPARISON), second.content().get(COMPARISON))
                    .sections()
                    .forEach(section ->
                            sections.add(new Section("Comparison: " + section.title(), section.differences())));
        }
        return sections;
    }

    private static String name(RunFile.Format format) {
        return format == RunFile.Format.COMPARISON ? "comparison" : "quantization";
    }
}
