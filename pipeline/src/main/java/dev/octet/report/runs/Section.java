package dev.octet.report.runs;

import java.util.List;

/**
 * Figures that belong together.
 *
 * @param title what they are about
 * @param differences one for each figure, equal ones too
 */
public record Section(String title, List<Difference> differences) {
    /** Copies the list. */
    public Section {
        differences = List.copyOf(differences);
    }
}
