package dev.octet.smooth;

import java.util.stream.IntStream;

/**
 * Numbers from 0 on that are put into sets step by step; the smallest number of a set stands for it.
 *
 * <p>Source: R. E. Tarjan, Efficiency of a good but not linear set union algorithm, 1975.
 */
final class DisjointSets {
    private final int[] parents;

    /** Each number in a set of its own. */
    DisjointSets(int size) {
        parents = IntStream.range(0, size).toArray();
    }

    /** The smallest number of the set that a number is in. */
    int of(int number) {
        int root = number;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** Makes one set of the sets of two numbers. */
    void join(int one, int other) {
        int first = of(one);
        int second = of(other);
        parents[Math.max(first, second)] = Math.min(first, second);
    }
}
