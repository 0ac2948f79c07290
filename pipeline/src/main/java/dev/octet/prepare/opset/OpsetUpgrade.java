package dev.octet.prepare.opset;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.rewrite.TypeSource;
import java.util.List;

/**
 * Raises the version of ONNX's own operator set that a model imports, rewriting nodes whose operator has changed.
 *
 * <p>The main graph, the graphs inside its nodes, and the bodies of functions are upgraded together or not at all. The
 * version of the format rises as far as the new operator set asks for.
 */
public final class OpsetUpgrade {
    /** The oldest version that can be upgraded. ONNX Runtime itself promises to run models from 7 on. */
    public static final long OLDEST = 5;

    /** The newest version that can be asked for: 21 brought block scales and 4 and 16 bits to quantization. */
    public static final long NEWEST = 21;

    private OpsetUpgrade() {}

    /** As {@link #upgrade(Model, long, TypeSource)}, knowing only the types that the file declares. */
    public static UpgradeResult upgrade(Model model, long target) {
        return upgrade(model, target, TypeSource.NONE);
    }

    /**
     * The model at an operator set version, with the same signature and the same meaning; a model that is there or
     * beyond stays as it is.
     *
     * @param target the version, from 7 to {@link #NEWEST}
     * @param types types of the main graph's values; some rewrites need an element type, some are shorter with a shape
     * @throws IllegalArgumentException if the target is out of range
     */
    public static UpgradeResult upgrade(Model model, long target, TypeSource types) {
        if (target < 7 || target > NEWEST) {
            throw new IllegalArgumentException(
                    "Expected an operator set version from 7 to %d, got %d".formatted(NEWEST, target));
        }
        if (model.opset() >= target) {
            return new UpgradeResult(model, List.of());
        }
        if (model.opset() < OLDEST) {
            return withoutVersion(model, target);
        }
        Model raised = IrVersions.raise(model, IrVersions.minimumFor(target));
        Refusals refusals = new Refusals();
        Names names = Names.of(model);
        KnownTypes known = KnownTypes.of(raised.graph(), types.types(model), FloatingTypes.only(model));
        NodeUpgrade nodes = new NodeUpgrade(model.opset(), target, functionOperators(model), refusals);
        Graph graph = new GraphUpgrade(nodes).apply(Surroundings.of(raised.graph(), names, known, target));
        List<FunctionBody> functions = new FunctionUpgrade(raised, target, names, refusals).all();
        return refusals.isEmpty()
                ? new UpgradeResult(
                        raised.withGraph(graph).withFunctions(functions).withOpset(Operator.ONNX, target), List.of())
                : new UpgradeResult(model, refusals.sentences());
    }

    /** A model from before {@link #OLDEST}, or one that does not import ONNX's operators, which then may have none. */
    private static UpgradeResult withoutVersion(Model model, long target) {
        boolean hasOnnxNodes = model.graph().nodes().stream().anyMatch(OpsetUpgrade::usesOnnx);
        if (model.opset() > 0 || hasOnnxNodes) {
            return new UpgradeResult(
                    model,
                    List.of("Expected a model that imports version %d or later of ONNX's operators, got %s"
                            .formatted(OLDEST, model.opset() == 0 ? "no import" : "version " + model.opset())));
        }
        Model raised = IrVersions.raise(model, IrVersions.minimumFor(target));
        return new UpgradeResult(raised.withOpset(Operator.ONNX, target), List.of());
    }

    private static boolean usesOnnx(Node node) {
        return node.operator().domain().equals(Operator.ONNX)
                || node.subgraphs().stream()
                        .flatMap(graph -> graph.nodes().stream())
                        .anyMatch(OpsetUpgrade::usesOnnx);
    }

    /** A function may stand for any operator, also one of ONNX's own; nodes that call it are not ours to change. */
    static List<Operator> functionOperators(Model model) {
        return model.functions().stream().map(FunctionBody::operator).toList();
    }
}
