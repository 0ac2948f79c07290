package dev.octet.error;

import java.util.Collection;
import java.util.Optional;

/** Guesses which name somebody meant. */
public final class NearestName {
    private NearestName() {}

    /**
     * The known name that is fewest edits of one character, or swaps of two neighbours, away, if at most a third of the
     * wrong name would have to change (never fewer than one character). Of equals the first wins.
     */
    public static Optional<String> of(String wrong, Collection<String> known) {
        int allowed = Math.max(1, wrong.length() / 3);
        String best = null;
        for (String name : known) {
            int distance = distance(wrong, name);
            if (distance <= allowed) {
                best = name;
                allowed = distance - 1;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A half sentence for the end of a message, such as {@code ; did you mean 'crop'?}, or nothing. */
    public static String hint(String wrong, Collection<String> known) {
        return of(wrong, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
    private static int distance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : cheapest(distances, from, to, i, j);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int cheapest(int[][] distances, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int replaced = distances[i - 1][j - 1] + (same ? 0 : 1);
        int cheapest = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(cheapest, distances[i - 2][j - 2] + 1) : cheapest;
    }
}
