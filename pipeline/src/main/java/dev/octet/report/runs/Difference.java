package dev.octet.report.runs;

/**
 * One figure of two runs.
 *
 * @param name what it is
 * @param first its value in the first run, for people; empty where that run does not have it
 * @param second its value in the second run
 * @param change how much the second is more, for people; empty where nothing changed or it cannot be said in numbers
 */
public record Difference(String name, String first, String second, String change) {
    /** Whether both runs say the same. */
    public boolean isNone() {
        return first.equals(second);
    }
}
