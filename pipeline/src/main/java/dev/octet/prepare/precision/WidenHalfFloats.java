package dev.octet.prepare.precision;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a model that computes in binary16 compute in binary32. Its inputs and outputs stay as they are.
 *
 * <pre>{@code
 * x: float16; W = float16   ->   x: float16; W = float
 * y = Conv(x, W)                 x/float = Cast(x) {to=float}
 *                                y/float = Conv(x/float, W)
 *                                y = Cast(y/float) {to=float16}
 * }</pre>
 *
 * <p>Integer kernels have binary32 scales: ONNX Runtime fuses no node between a DequantizeLinear and a QuantizeLinear
 * with binary16 scales (measured with Conv on 1.29). On processors without binary16 arithmetic it computes such nodes
 * in binary32 anyway, with a Cast before and after each.
 */
public final class WidenHalfFloats implements Pass {
    private static final String NAME = "WidenHalfFloats";

    @Override
    public Model apply(Model model, Trace trace) {
        Graph graph = model.graph();
        if (!HalfGraph.usesHalves(graph)) {
            return model;
        }
        if (!isClear(graph)) {
            trace.refused(NAME, graph.name(), "every input and output is a tensor of declared type");
            return model;
        }
        Model widened = model.withGraph(HalfGraph.widen(model));
        if (!loads(widened)) {
            trace.refused(NAME, graph.name(), "all operators compute in binary32 too");
            return model;
        }
        trace.applied(NAME, graph.name());
        return widened;
    }

    /** A sequence of binary16 at the border could not be cast, and one of unknown type may be of binary16. */
    private static boolean isClear(Graph graph) {
        return Stream.of(graph.inputs(), graph.outputs())
                        .flatMap(List::stream)
                        .map(Value::type)
                        .allMatch(WidenHalfFloats::isTensor)
                && graph.sparseInitializers().isEmpty();
    }

    private static boolean isTensor(ValueType type) {
        return type instanceof TensorType tensor && tensor.element() != ElementType.BFLOAT16;
    }

    private static boolean loads(Model model) {
        try {
            return !TypeInference.infer(model).isEmpty();
        } catch (OctetException refusal) {
            if (refusal.kind() != Kind.RUNTIME) {
                throw refusal;
            }
            return false;
        }
    }
}
