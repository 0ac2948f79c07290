package dev.octet.observe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A histogram and what other implementations estimate from it. {@code src/test/python/range_estimators.py} made the
 * file and describes its lines.
 *
 * @param name the case
 * @param statistics the histogram and its extremes
 * @param results lines split into words
 */
record GoldenRanges(String name, TensorStatistics statistics, List<List<String>> results) {
    static List<GoldenRanges> all() {
        List<GoldenRanges> cases = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        for (List<String> line : read()) {
            if (line.get(0).equals("case") && !lines.isEmpty()) {
                cases.add(of(lines));
                lines.clear();
            }
            lines.add(line);
        }
        cases.add(of(lines));
        return cases;
    }

    /** The results of one kind. */
    List<List<String>> results(String kind) {
        return results.stream().filter(line -> line.get(0).equals(kind)).toList();
    }

    Histogram histogram() {
        return statistics.histogram().orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<List<String>> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenRanges.class.getResourceAsStream("ranges.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> Arrays.asList(line.split(" "))).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read ranges.txt", failure);
        }
    }

    private static GoldenRanges of(List<List<String>> lines) {
        List<String> head = lines.get(0);
        long[] counts =
                lines.get(1).stream().skip(1).flatMapToLong(GoldenRanges::run).toArray();
        Histogram histogram = Histogram.of(Integer.parseInt(head.get(2)), Integer.parseInt(head.get(3)), counts);
        List<String> extremes = lines.get(2);
        MinMax minMax = new MinMax(
                Float.parseFloat(extremes.get(1)), Float.parseFloat(extremes.get(2)), histogram.total(), 0, 0);
        return new GoldenRanges(
                head.get(1),
                new TensorStatistics(minMax, Optional.of(histogram), Optional.empty()),
                List.copyOf(lines.subList(3, lines.size())));
    }

    /** {@code n} or {@code n*k}, which stands for k times n. */
    private static LongStream run(String word) {
        int star = word.indexOf('*');
        long value = Long.parseLong(star < 0 ? word : word.substring(0, star));
        int length = star < 0 ? 1 : Integer.parseInt(word.substring(star + 1));
        return LongStream.generate(() -> value).limit(length);
    }
}
