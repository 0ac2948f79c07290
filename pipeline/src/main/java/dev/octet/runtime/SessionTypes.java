package dev.octet.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.octet.graph.Graph;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inputs and outputs as ONNX Runtime reports them, and what its Java interface (1.29.0) cannot say, as the model
 * declares it:
 *
 * <ul>
 *   <li>It reports no dimensions both for a scalar and for a tensor of unknown rank. Where the model declares nothing,
 *       the rank is unknown.
 *   <li>It fails on optional values; then all types are the declared ones.
 * </ul>
 */
final class SessionTypes {
    private final OrtSession session;
    private final Graph graph;

    SessionTypes(OrtSession session, Graph graph) {
        this.session = session;
        this.graph = graph;
    }

    private interface Infos {
        Map<String, NodeInfo> get() throws OrtException;
    }

    List<Value> inputs() throws OrtException {
        return values(session::getInputInfo, graph.requiredInputs());
    }

    List<Value> outputs() throws OrtException {
        return values(session::getOutputInfo, graph.outputs());
    }

    private List<Value> values(Infos infos, List<Value> declared) throws OrtException {
        try {
            return infos.get().values().stream().map(this::value).toList();
        } catch (OrtException failure) {
            if (failure.getCode() != OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED) {
                throw failure;
            }
            return declared.stream()
                    .map(value -> Value.of(value.name(), value.type()))
                    .toList();
        }
    }

    private Value value(NodeInfo info) {
        ValueType reported = OrtTypes.valueType(info.getInfo());
        boolean ambiguous = isScalar(reported) && !isDeclaredScalar(info.getName());
        return Value.of(
                info.getName(),
                ambiguous ? new TensorType(((TensorType) reported).element(), Optional.empty()) : reported);
    }

    private boolean isDeclaredScalar(String name) {
        return Stream.concat(graph.inputs().stream(), graph.outputs().stream())
                .filter(value -> value.name().equals(name))
                .anyMatch(value -> isScalar(value.type()));
    }

    private static boolean isScalar(ValueType type) {
        return type instanceof TensorType tensor
                && tensor.dimensions().filter(List::isEmpty).isPresent();
    }
}
