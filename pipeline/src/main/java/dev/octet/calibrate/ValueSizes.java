package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** How large values are: the first usable sample is run with the shapes of the values as outputs, not the values. */
final class ValueSizes {
    private ValueSizes() {}

    /** Elements of each value; empty if there is no usable sample. */
    static Map<String, Long> of(Model model, Set<String> values, DataSource source, CalibrationSettings settings) {
        Map<String, String> shapes = new LinkedHashMap<>();
        Model probing = probing(model, values, shapes);
        try (Session session = Session.open(
                probing,
                SessionSettings.defaults().withLevel(settings.optimization()).withThreads(1))) {
            Feedback feedback = new Feedback(settings.feedback(), session.inputs());
            for (Sample sample : source) {
                try {
                    return measured(session, shapes, inputs(sample, feedback, settings));
                } catch (OctetException bad) {
                    // Whether that is an error is decided when the samples are observed.
                    settings.cancellation().check();
                }
            }
            return Map.of();
        }
    }

    private static Map<String, Tensor> inputs(Sample sample, Feedback feedback, CalibrationSettings settings) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(sample.inputs());
        inputs.putAll(settings.constants());
        return feedback.before(sample.group(), inputs);
    }

    private static Map<String, Long> measured(Session session, Map<String, String> shapes, Map<String, Tensor> inputs) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        session.run(inputs).forEach((output, shape) -> {
            String value = shapes.get(output);
            if (value != null) {
                sizes.put(value, LongStream.of(shape.toLongs()).reduce(1, Math::multiplyExact));
            }
        });
        return sizes;
    }

    private static Model probing(Model model, Set<String> values, Map<String, String> shapes) {
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
        return model.withGraph(graph.toBuilder().nodes(nodes).outputs(outputs).build());
    }
}
