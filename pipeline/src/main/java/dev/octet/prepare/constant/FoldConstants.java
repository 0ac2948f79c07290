package dev.octet.prepare.constant;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes ahead what depends on constants alone, in ONNX Runtime.
 *
 * <pre>{@code
 * Transpose(Reshape(W, [2,3]))   ->   W'
 * }</pre>
 *
 * <p>All such nodes run in one session. Where ONNX Runtime fails, the nodes are halved until the one at fault is left
 * over; it stays in the graph and the trace says why. A result of unknown size is left for a second round, in which
 * what it reads is known.
 */
public final class FoldConstants implements Pass {
    private static final String NAME = "FoldConstants";
    private static final SessionSettings SETTINGS = SessionSettings.defaults()
            .withLevel(OptimizationLevel.NONE)
            .withThreads(1)
            .withMemoryArena(false);

    private final long limit;

    /**
     * The pass.
     *
     * @param limit bytes; a larger result stays computed unless it is no larger than what its node reads
     */
    public FoldConstants(long limit) {
        this.limit = limit;
    }

    @Override
    public Model apply(Model model, Trace trace) {
        trace.forgetRefusals(NAME);
        FoldingBudget budget = new FoldingBudget(limit);
        Model folded = model;
        int before;
        do {
            before = folded.graph().nodes().size();
            folded = round(folded, budget, trace);
        } while (folded.graph().nodes().size() < before);
        return folded;
    }

    private static Model round(Model model, FoldingBudget budget, Trace trace) {
        return fold(ConstantRegion.of(model, model.graph().nodes(), node -> isFoldable(node, trace)), budget, trace);
    }

    private static boolean isFoldable(Node node, Trace trace) {
        Foldable.obstacle(node).ifPresent(reason -> trace.refused(NAME, node.label(), reason));
        return Foldable.obstacle(node).isEmpty();
    }

    private static Model fold(ConstantRegion region, FoldingBudget budget, Trace trace) {
        List<Node> nodes = region.nodes();
        if (nodes.isEmpty()) {
            return region.model();
        }
        try {
            return foldAffordable(region, budget, trace);
        } catch (OctetException failure) {
            if (failure.kind() != Kind.RUNTIME) {
                throw failure;
            }
            if (nodes.size() == 1) {
                String reason = "ONNX Runtime can compute it (it says: %s)".formatted(failure.getMessage());
                trace.refused(NAME, nodes.get(0).label(), reason);
                return region.model();
            }
        }
        int half = nodes.size() / 2;
        Model first = fold(new ConstantRegion(region.model(), nodes.subList(0, half)), budget, trace);
        ConstantRegion rest = ConstantRegion.of(first, nodes.subList(half, nodes.size()), node -> true);
        return fold(rest, budget, trace);
    }

    private static Model foldAffordable(ConstantRegion region, FoldingBudget budget, Trace trace) {
        Map<String, ValueType> types = TypeInference.infer(region.asModel());
        ConstantRegion affordable = ConstantRegion.of(region.model(), region.nodes(), node -> {
            boolean fits = budget.take(region.model().graph(), node, types);
            if (!fits) {
                trace.refused(NAME, node.label(), "the size of the result is known and within the limit");
            }
            return fits;
        });
        if (affordable.nodes().isEmpty()) {
            return region.model();
        }
        Model folded = affordable.replacedBy(run(affordable));
        affordable.nodes().forEach(node -> trace.applied(NAME, node.label()));
        return folded;
    }

    private static Map<String, Tensor> run(ConstantRegion region) {
        Set<String> expected = region.results();
        if (expected.isEmpty()) {
            return Map.of();
        }
        try (Session session = Session.open(region.asModel(), SETTINGS)) {
            Map<String, Tensor> results = session.run(Map.of());
            if (!results.keySet().equals(expected)) {
                throw new OctetException(Kind.RUNTIME, "a result is no tensor");
            }
            return results;
        }
    }
}
