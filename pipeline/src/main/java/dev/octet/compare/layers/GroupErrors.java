package dev.octet.compare.layers;

import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/**
 * Finds the points that cost the outputs most in fewer runs than there are points.
 *
 * <p>Few of many points make most of the error, mostly, and errors of points that are quantized together add up,
 * nearly. So points that follow each other are quantized together, and the group with the most error is halved again
 * and again (R. Dorfman, The detection of defective members of large populations, 1943, with groups halved as in F.
 * Hwang, A method for detecting all defective members in a population by group testing, 1972). The error of a group
 * that is not halved any further is shared among its points.
 */
final class GroupErrors {
    /** Part of the runs that the first groups take; the rest is for halves. */
    private static final int FIRST_PART = 4;

    private final ToDoubleFunction<List<Integer>> error;
    private final Cancellation cancellation;
    private final Progress progress;
    private final PriorityQueue<Group> undivided = new PriorityQueue<>(Comparator.comparingDouble(Group::share)
            .reversed()
            .thenComparing(group -> group.points().get(0)));
    private final Map<Integer, Double> alone = new LinkedHashMap<>();
    private int done;

    /**
     * @param error runs the model with these points quantized, and no other, and gives the noise at the worst output as
     *     a share of its signal
     * @param cancellation asks the work to stop
     * @param progress told of every run
     */
    GroupErrors(ToDoubleFunction<List<Integer>> error, Cancellation cancellation, Progress progress) {
        this.error = error;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /**
     * Points that were quantized together, two or more, with the noise at the worst output as a share of its signal.
     */
    private record Group(List<Integer> points, double share) {}

    /**
     * The error of each point.
     *
     * @param points those that follow each other in the model follow each other here
     * @param limit runs that may be made, 1 or more; with as many as there are points, each is measured alone
     */
    Map<Integer, Double> measure(List<Integer> points, int limit) {
        int groups = points.size() <= limit ? points.size() : Math.max(1, limit / FIRST_PART);
        for (int group = 0; group < groups; group++) {
            measure(points.subList(group * points.size() / groups, (group + 1) * points.size() / groups));
        }
        while (done + 2 <= limit && !undivided.isEmpty()) {
            List<Integer> worst = undivided.remove().points();
            measure(worst.subList(0, worst.size() / 2));
            measure(worst.subList(worst.size() / 2, worst.size()));
        }
        undivided.forEach(group -> group.points()
                .forEach(
                        point -> alone.put(point, group.share() / group.points().size())));
        return alone;
    }

    private void measure(List<Integer> points) {
        cancellation.check();
        double share = error.applyAsDouble(points);
        if (points.size() == 1) {
            alone.put(points.get(0), share);
        } else {
            undivided.add(new Group(new ArrayList<>(points), share));
        }
        progress.advanced(++done);
    }
}
