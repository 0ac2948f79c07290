package dev.octet.prepare;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.prepare.shape.NamedDimensions;
import dev.octet.rewrite.TypeSource;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Types that hold for every input that fits the declared inputs: a number means that number, and the same name means
 * the same number.
 *
 * <p>ONNX Runtime infers them from the inputs alone. What the file declares of outputs and of values in between is left
 * out: a wrong dimension there is only a warning when the model runs, but would make a wrong rewrite here. Where ONNX
 * Runtime refuses the model, nothing but the inputs is known.
 *
 * <p>It is not asked again for a model of which all dimensions are known already, for rules leave values what they are
 * and nothing more could be learned.
 */
final class SoundTypes implements TypeSource {
    private final NamedDimensions dimensions = new NamedDimensions();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Graph lastGraph;
    private Map<String, ValueType> lastTypes = Map.of();

    @Override
    public Map<String, ValueType> types(Model model) {
        if (lastGraph != model.graph()) {
            lastTypes = settled(model.graph()).orElseGet(() -> infer(model));
            lastGraph = model.graph();
        }
        return lastTypes;
    }

    /** Has all types inferred anew, after a change that may give a value another type. */
    void forget() {
        lastTypes = Map.of();
        lastGraph = null;
    }

    /** The types of a graph's values if none can get any better; in the order of {@link TypeInference}. */
    private Optional<Map<String, ValueType>> settled(Graph graph) {
        Map<String, ValueType> settled = new LinkedHashMap<>();
        graph.inputs().forEach(input -> settled.put(input.name(), input.type()));
        graph.initializers().forEach((name, initializer) -> {
            Tensor tensor = initializer.tensor();
            settled.put(name, ValueType.tensor(tensor.type(), tensor.shape()));
        });
        graph.nodes().stream()
                .flatMap(node -> node.outputs().stream())
                .filter(output -> !output.isEmpty())
                .forEach(output -> settled.put(output, lastTypes.getOrDefault(output, ValueType.UNDECLARED)));
        return Optional.of(settled).filter(types -> types.values().stream().allMatch(SoundTypes::isSettled));
    }

    private static boolean isSettled(ValueType type) {
        return type instanceof TensorType tensor
                && tensor.dimensions().isPresent()
                && tensor.dimensions().get().stream().allMatch(Dimension.Known.class::isInstance);
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
