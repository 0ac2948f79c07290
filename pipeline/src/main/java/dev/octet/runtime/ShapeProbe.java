package dev.octet.runtime;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** How large values of a model are on some inputs: it is run with their shapes as outputs, not the values. */
public final class ShapeProbe implements AutoCloseable {
    private final Map<String, String> shapes = new LinkedHashMap<>();
    private final Session session;

    /**
     * Loads the model.
     *
     * @param values names of tensors of the main graph
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses it
     */
    public ShapeProbe(Model model, Collection<String> values, SessionSettings settings) {
        Graph graph = model.graph();
        Names names = Names.of(model);
        List<Node> nodes = new ArrayList<>(graph.nodes());
        List<Value> outputs = new ArrayList<>();
        for (String value : values) {
            String shape = names.fresh(value + "/shape");
            shapes.put(shape, value);
            nodes.add(Node.of("", "Shape", List.of(value), List.of(shape), Map.of()));
            outputs.add(Value.of(shape, ValueType.UNDECLARED));
        }
        session = Session.open(
                model.withGraph(graph.toBuilder().nodes(nodes).outputs(outputs).build()), settings);
    }

    /** The inputs that a run has to be given. */
    public List<Value> inputs() {
        return session.inputs();
    }

    /**
     * Number of elements of each value.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if the inputs do not fit, of kind RUNTIME if the run
     *     fails
     */
    public Map<String, Long> elements(Map<String, Tensor> inputs) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        session.run(inputs).forEach((output, shape) -> {
            String value = shapes.get(output);
            if (value != null) {
                sizes.put(value, LongStream.of(shape.toLongs()).reduce(1, Math::multiplyExact));
            }
        });
        return sizes;
    }

    @Override
    public void close() {
        session.close();
    }
}
