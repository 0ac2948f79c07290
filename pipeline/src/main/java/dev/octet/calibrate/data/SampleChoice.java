package dev.octet.calibrate.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Chooses some of the samples of a source, as many from each group (class folder, recording) as possible. The choice
 * depends on the seed alone; chosen samples keep their order. Nothing is read.
 */
public final class SampleChoice {
    private SampleChoice() {}

    /**
     * So many samples, drawn at random within each group; all of them if there are no more.
     *
     * @param count 1 or more
     */
    public static DataSource spread(DataSource source, int count, long seed) {
        return choose(source, count, seed, true);
    }

    /**
     * So many samples, the first ones of each group, for models whose state goes from one sample to the next.
     *
     * @param count 1 or more
     */
    public static DataSource firstOfEachGroup(DataSource source, int count, long seed) {
        return choose(source, count, seed, false);
    }

    private static DataSource choose(DataSource source, int count, long seed, boolean shuffled) {
        if (count < 1) {
            throw new IllegalArgumentException("Expected to choose 1 or more samples, got " + count);
        }
        List<Sample> samples = new ArrayList<>();
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (Sample sample : source) {
            groups.computeIfAbsent(sample.group(), group -> new ArrayList<>()).add(samples.size());
            samples.add(sample);
        }
        Random random = new Random(seed);
        if (shuffled) {
            groups.values().forEach(group -> Collections.shuffle(group, random));
        }
        List<List<Integer>> order = new ArrayList<>(groups.values());
        Collections.shuffle(order, random);
        List<Integer> chosen = dealt(order, Math.min(count, samples.size()));
        return new ListSource(
                chosen.stream().sorted().map(samples::get).toList(),
                "%d of %s (seed %d)".formatted(chosen.size(), source.description(), seed),
                source.isRandom());
    }

    /** Takes one of each group in turn until there are enough. */
    private static List<Integer> dealt(List<List<Integer>> groups, int count) {
        List<Integer> dealt = new ArrayList<>();
        for (int round = 0; dealt.size() < count; round++) {
            for (List<Integer> group : groups) {
                if (round < group.size() && dealt.size() < count) {
                    dealt.add(group.get(round));
                }
            }
        }
        return dealt;
    }
}
