package dev.octet.calibrate;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.observe.TensorStatistics;
import dev.octet.place.Plan;
import dev.octet.place.ValuePlan;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the range of a value is looked for: in the value, or behind the {@code MaxPool} that alone reads it.
 *
 * <p>Rounding and clipping to a range keep the order of values, so that the greatest of a window is the same before and
 * after:
 *
 * <pre>{@code MaxPool(clip(x)) = clip(MaxPool(x))}</pre>
 *
 * <p>Whatever else is in x nobody sees, and it must not widen the range or weigh in the choice of one. There also are
 * fewer values behind a pool; in SqueezeNet the outputs of three of them hold a quarter of what goes in, which is two
 * fifths of all that would be observed.
 *
 * @param points by value the name of what is observed for it
 */
public record ObservationPoints(Map<String, String> points) {
    /** Copies the map, keeping its order. */
    public ObservationPoints {
        points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
    }

    /**
     * Where to look for the ranges of some values.
     *
     * @param graph the graph that the plan was made for
     * @param values values that the plan quantizes
     */
    public static ObservationPoints of(Graph graph, Plan plan, Collection<String> values) {
        Map<String, String> points = new LinkedHashMap<>();
        for (String value : values) {
            boolean isReadAsCodes =
                    plan.value(value).filter(ValuePlan::atSource).isPresent();
            points.put(value, isReadAsCodes ? behindPools(value, graph) : value);
        }
        return new ObservationPoints(points);
    }

    private static String behindPools(String value, Graph graph) {
        String point = value;
        Optional<Node> pool = onlyPool(point, graph);
        while (pool.isPresent()) {
            point = pool.get().output();
            pool = onlyPool(point, graph);
        }
        return point;
    }

    /** Rounded up, the size of a result may leave room for windows that reach no element at all. */
    private static Optional<Node> onlyPool(String value, Graph graph) {
        return graph.uses()
                .only(value)
                .map(Use::node)
                .filter(node ->
                        node.is("MaxPool") && node.output(1).isEmpty() && node.intAttribute("ceil_mode", 0) == 0);
    }

    /** What to observe. */
    public Set<String> observed() {
        return new LinkedHashSet<>(points.values());
    }

    /** What was seen, with statistics under the names of the values that they are for. */
    public CalibrationResult ofValues(CalibrationResult seen) {
        Map<String, TensorStatistics> statistics = new LinkedHashMap<>();
        points.forEach((value, point) ->
                Optional.ofNullable(seen.statistics().get(point)).ifPresent(found -> statistics.put(value, found)));
        return seen.withStatistics(statistics);
    }
}
