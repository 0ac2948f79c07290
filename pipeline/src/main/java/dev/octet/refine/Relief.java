package dev.octet.refine;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.place.Cause;
import dev.octet.place.Parameters.Shared;
import dev.octet.place.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses what to leave float so that the error at the outputs becomes small for little time.
 *
 * <p>Errors of tensors that are quantized alone add up to the error of all together, nearly: they are small and do not
 * know of each other. What it costs to leave one float is what the plan without it takes longer. The one with the most
 * error for its time goes first, then the choice is made anew, since neighbours share conversions. An estimate is made
 * again only when it comes to the top of the queue, because it mostly becomes worse with what was chosen before (M.
 * Minoux, Accelerated greedy algorithms, 1978).
 */
final class Relief {
    /** Values that have less than this share of all error are not worth a plan of their own. */
    private static final double NEGLIGIBLE = 1e-3;

    private final Graph graph;
    private final Drafts drafts;
    private final Map<String, Double> shares;
    private final double longest;
    private final List<List<Node>> steps = new ArrayList<>();

    /**
     * @param shares the error of each quantized value and weight by itself, with which it is no longer mentioned where
     *     it is float
     * @param longest time in nanoseconds that a plan may be expected to take
     */
    Relief(Graph graph, Drafts drafts, Map<String, Double> shares, double longest) {
        this.graph = graph;
        this.drafts = drafts;
        this.shares = new LinkedHashMap<>(shares);
        this.longest = longest;
    }

    /** One value with what was found out about leaving it float. */
    private record Choice(String value, Plan plan, double gain, double worth) {}

    /** The error of what a plan quantizes. */
    double error(Plan plan) {
        Set<String> quantized = quantized(plan);
        return shares.entrySet().stream()
                .filter(entry -> quantized.contains(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /**
     * Refuses nodes until the error of what is left has come down.
     *
     * @return whether it has
     */
    boolean relieve(Plan from, double wanted, String reason) {
        Plan plan = from;
        double error = error(plan);
        PriorityQueue<Choice> queue = new PriorityQueue<>(
                Comparator.comparingDouble(Choice::worth).reversed().thenComparing(Choice::value));
        for (String value : worth(plan, error)) {
            choice(value, plan, error).ifPresent(queue::add);
        }
        while (error > wanted && !queue.isEmpty()) {
            Optional<Choice> renewed = choice(queue.remove().value(), plan, error);
            Choice next = queue.peek();
            if (renewed.isPresent() && (next == null || renewed.get().worth() >= next.worth())) {
                List<Node> nodes = touching(renewed.get().value()).toList();
                nodes.forEach(node -> drafts.refuse(node, Cause.INACCURATE, reason));
                steps.add(nodes);
                plan = renewed.get().plan();
                error -= renewed.get().gain();
            } else {
                renewed.ifPresent(queue::add);
            }
        }
        return error <= wanted;
    }

    /** The nodes refused so far, in the order of the choices that refused them. */
    List<List<Node>> steps() {
        return List.copyOf(steps);
    }

    private Set<String> worth(Plan plan, double error) {
        Set<String> quantized = quantized(plan);
        Set<String> worth = new LinkedHashSet<>();
        shares.forEach((value, share) -> {
            if (quantized.contains(value) && share > NEGLIGIBLE * error) {
                worth.add(value);
            }
        });
        return worth;
    }

    /** Empty where nothing is gained or the plan would take too long. */
    private Optional<Choice> choice(String value, Plan plan, double error) {
        Plan without = drafts.plan(touching(value).toList());
        double gain = error - error(without);
        double time = without.estimate().quantizedNanoseconds();
        double longer = Math.max(1, time - plan.estimate().quantizedNanoseconds());
        return gain > 0 && time <= longest && !without.isEmpty()
                ? Optional.of(new Choice(value, without, gain, gain / longer))
                : Optional.empty();
    }

    /** The names of values and constants that have codes, without those that have the codes of another. */
    static Set<String> quantized(Plan plan) {
        Set<String> names = new LinkedHashSet<>();
        plan.values().values().stream()
                .filter(value -> !(value.parameters() instanceof Shared))
                .forEach(value -> names.add(value.name()));
        plan.quantized()
                .forEach(node -> node.constants()
                        .keySet()
                        .forEach(slot -> names.add(node.node().inputs().get(slot))));
        return names;
    }

    /** The nodes that compute or read a value, for all of them use it in its quantized form. */
    private Stream<Node> touching(String value) {
        return Stream.concat(
                graph.uses().producer(value).stream().flatMap(this::withProducerOfLimit),
                graph.uses().of(value).stream().map(Use::node));
    }

    /** In front of a Relu or Clip stands the node whose result the quantizer behind them takes. */
    private Stream<Node> withProducerOfLimit(Node node) {
        return node.is("Relu") || node.is("Clip")
                ? Stream.concat(
                        Stream.of(node), graph.uses().producer(node.inputs().get(0)).stream())
                : Stream.of(node);
    }
}
