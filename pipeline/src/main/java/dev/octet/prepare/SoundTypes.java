package dev.octet.prepare;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.prepare.shape.NamedDimensions;
import dev.octet.rewrite.TypeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types that hold for every input that fits the declared inputs: a number means that number, and the same name means
 * the same number.
 *
 * <p>ONNX Runtime infers them from the inputs alone. What the file declares of outputs and of values in between is left
 * out: a wrong dimension there is only a warning when the model runs, but would make a wrong rewrite here. Where ONNX
 * Runtime refuses the model, nothing but the inputs is known.
 */
final class SoundTypes implements TypeSource {
    private final NamedDimensions dimensions = new NamedDimensions();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Graph lastGraph;
    private Map<String, ValueType> lastTypes = Map.of();

    @Override
    public Map<String, ValueType> types(Model model) {
        if (lastGraph != model.graph()) {
            lastTypes = infer(model);
            lastGraph = model.graph();
        }
        return lastTypes;
    }

    private Map<String, ValueType> infer(Model model) {
        try {
            return dimensions.infer(withoutPromises(model));
        } catch (OctetException failure) {
            if (failure.kind() != Kind.RUNTIME) {
                throw failure;
            }
            note("No types are known, so few rules apply: " + failure.getMessage());
            Map<String, ValueType> inputs = new LinkedHashMap<>();
            model.graph().inputs().forEach(input -> inputs.put(input.name(), input.type()));
            return inputs;
        }
    }

    private void note(String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }

    /** What a user should know about how types were found. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private static Model withoutPromises(Model model) {
        Graph graph = model.graph();
        List<Value> outputs = graph.outputs().stream()
                .map(output -> Value.of(output.name(), ValueType.UNDECLARED))
                .toList();
        return model.withGraph(
                graph.toBuilder().outputs(outputs).valueInfo(List.of()).build());
    }
}
