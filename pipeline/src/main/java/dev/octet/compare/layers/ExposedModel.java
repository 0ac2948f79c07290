package dev.octet.compare.layers;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model loaded with some of its values as its outputs, to be looked at while it runs, node by node as written. */
final class ExposedModel implements AutoCloseable {
    /** Looks at one value; the bytes are little-endian and valid only inside the call. */
    @FunctionalInterface
    interface Visitor {
        void visit(String name, ElementType type, ByteBuffer bytes);
    }

    private final Set<String> inputs = new LinkedHashSet<>();
    private final Session session;

    /** Loads a model; {@code values} are computed by nodes or are inputs of its graph. */
    ExposedModel(Model model, Collection<String> values, int threads) {
        Graph graph = model.graph();
        Set<String> computed = new LinkedHashSet<>(values);
        graph.inputs().stream().map(Value::name).filter(computed::remove).forEach(inputs::add);
        if (computed.isEmpty()) {
            graph.outputs().forEach(output -> computed.add(output.name()));
        }
        List<Value> outputs = computed.stream()
                .map(name -> Value.of(name, ValueType.UNDECLARED))
                .toList();
        session =
                Session.open(model.withGraph(graph.toBuilder().outputs(outputs).build()), settings(threads));
    }

    /** Nothing fused: fused kernels would not show what is between their nodes, and add an error of their own. */
    static SessionSettings settings(int threads) {
        return SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(threads);
    }

    /** Runs the model and shows every value once. */
    void run(Map<String, Tensor> given, Visitor visitor) {
        Map<String, Tensor> fitting = new LinkedHashMap<>(given);
        fitting.keySet().retainAll(session.inputs().stream().map(Value::name).toList());
        for (String input : inputs) {
            Tensor tensor = given.get(input);
            if (tensor != null) {
                visitor.visit(input, tensor.type(), tensor.data().buffer());
            }
        }
        session.run(fitting, (name, view) -> {
            if (view.elementType() != ElementType.STRING) {
                visitor.visit(name, view.elementType(), view.buffer());
            }
        });
    }

    @Override
    public void close() {
        session.close();
    }
}
