package dev.octet.compare.label;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the rows of a table that name samples, as in {@code image,label}. */
final class SampleNames {
    private final LabelTable table;

    SampleNames(LabelTable table) {
        this.table = table;
    }

    /**
     * The row of each sample, if one of the columns names samples: by their path within the data, by the name of their
     * file, or by that without its ending.
     *
     * @param samples what the samples are called
     * @return empty if no column names any sample
     * @throws IOException if a column names some samples but not all, or one twice
     */
    Optional<int[]> rows(List<String> samples) throws IOException {
        int most = 0;
        Map<String, Integer> best = Map.of();
        int named = 0;
        for (int column : table.otherColumns()) {
            Map<String, Integer> found = found(samples, column);
            if (found.size() > most) {
                most = found.size();
                best = found;
                named = column;
            }
        }
        if (most == 0) {
            return Optional.empty();
        }
        int[] rows = new int[samples.size()];
        for (int i = 0; i < rows.length; i++) {
            Integer row = best.get(samples.get(i));
            if (row == null) {
                throw new IOException("column %d names %d of %d samples, but not '%s'"
                        .formatted(named + 1, most, rows.length, samples.get(i)));
            }
            rows[i] = row;
        }
        return Optional.of(rows);
    }

    private Map<String, Integer> found(List<String> samples, int column) throws IOException {
        Map<String, Set<Integer>> rows = rowsByName(column);
        Map<String, Integer> found = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (String sample : samples) {
            Optional<Set<Integer>> named =
                    names(sample).filter(rows::containsKey).findFirst().map(rows::get);
            if (named.isEmpty()) {
                continue;
            }
            int row = named.get().iterator().next();
            if (named.get().size() > 1 || !taken.add(row)) {
                throw new IOException("sample '%s' is named in several rows, or a row names several samples; line %d"
                        .formatted(sample, table.lines().get(row)));
            }
            found.put(sample, row);
        }
        return found;
    }

    private Map<String, Set<Integer>> rowsByName(int column) {
        Map<String, Set<Integer>> rows = new HashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            String cell = table.cell(row, column).replace('\\', '/');
            if (!cell.isEmpty()) {
                rows.computeIfAbsent(cell, name -> new TreeSet<>()).add(row);
                rows.computeIfAbsent(file(cell), name -> new TreeSet<>()).add(row);
            }
        }
        return rows;
    }

    /** The most exact one first. */
    private static Stream<String> names(String sample) {
        String file = file(sample);
        int dot = file.lastIndexOf('.');
        // One of many samples of a file, as in x.npy[3], is not named by the file alone.
        boolean whole = dot > 0 && !file.endsWith("]");
        return whole ? Stream.of(sample, file, file.substring(0, dot)) : Stream.of(sample, file);
    }

    private static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
