package dev.octet.weightonly;

import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.prepare.simplify.RemoveDeadNodes;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Computes one value of a model, and nothing that it does not depend on; on one thread for each sample. */
final class ValueReader implements AutoCloseable {
    private final String value;
    private final Session session;
    private final Set<String> inputs;

    ValueReader(Model model, String value) {
        this.value = value;
        this.session =
                Session.open(only(model, value), SessionSettings.defaults().withThreads(1));
        this.inputs = session.inputs().stream().map(Value::name).collect(Collectors.toSet());
    }

    /** An input of a model cannot be its output as well, so the value is copied. */
    private static Model only(Model model, String value) {
        String copy = Names.of(model).fresh(value + "_copy");
        List<Node> nodes = new ArrayList<>(model.graph().nodes());
        nodes.add(Node.of(copy, "Identity", List.of(value), List.of(copy), Map.of()));
        Model exposing = model.withGraph(model.graph().toBuilder()
                .nodes(nodes)
                .outputs(List.of(Value.of(copy, ValueType.UNDECLARED)))
                .build());
        return new RemoveDeadNodes().apply(exposing, new Trace());
    }

    /**
     * The elements of the value for a sample.
     *
     * @throws OctetException of kind INVALID_DATA if one is NaN or infinite
     */
    float[] read(Sample sample) {
        Map<String, Tensor> given = new LinkedHashMap<>(sample.inputs());
        given.keySet().retainAll(inputs);
        float[] elements = session.run(given).values().iterator().next().toFloats();
        for (float element : elements) {
            if (!Float.isFinite(element)) {
                throw OctetException.invalidData(
                        "Sample '%s': expected '%s' to be finite, got %s. Leave the sample out."
                                .formatted(sample.id(), value, element));
            }
        }
        return elements;
    }

    @Override
    public void close() {
        session.close();
    }
}
