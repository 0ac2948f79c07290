package dev.octet.runtime;

import ai.onnxruntime.NodeInfo;
import dev.octet.graph.Graph;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inputs and outputs as ONNX Runtime reports them.
 *
 * <p>Its Java interface reports no dimensions both for a scalar and for a tensor of unknown rank (measured on 1.29.0);
 * what the model itself declares tells them apart, and where it declares nothing the rank is unknown.
 */
final class SessionTypes {
    private final Graph graph;

    SessionTypes(Graph graph) {
        this.graph = graph;
    }

    List<Value> values(Map<String, NodeInfo> infos) {
        return infos.values().stream()
                .map(info -> Value.of(info.getName(), type(info)))
                .toList();
    }

    private ValueType type(NodeInfo info) {
        ValueType reported = OrtTypes.valueType(info.getInfo());
        boolean ambiguous = reported instanceof TensorType tensor
                && tensor.dimensions().filter(List::isEmpty).isPresent();
        return ambiguous && !isDeclaredScalar(info.getName())
                ? new TensorType(((TensorType) reported).element(), Optional.empty())
                : reported;
    }

    private boolean isDeclaredScalar(String name) {
        return Stream.concat(graph.inputs().stream(), graph.outputs().stream())
                .filter(value -> value.name().equals(name))
                .anyMatch(value -> value.type() instanceof TensorType tensor
                        && tensor.dimensions().filter(List::isEmpty).isPresent());
    }
}
