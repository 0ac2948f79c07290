package dev.octet.prepare.shape;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.rewrite.Scope;
import dev.octet.runtime.TypeInference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Infers types with a name for every dimension that is not known, so that equal names tell equal dimensions.
 *
 * <p>ONNX Runtime carries a name from one value to the next where the dimension stays the same, but makes up none, and
 * says little about a Reshape whose shape is computed. So each dimension is named where it first appears, and types are
 * inferred again. A name stands for the dimension of one value, so whatever comes to have the same name has the same
 * dimension.
 *
 * <p>Names stay with their values: a model asked about later, with the same values in other nodes, needs fewer rounds.
 * Not thread-safe.
 */
public final class NamedDimensions {
    /** A round for each Reshape or Slice in a row that makes new dimensions. */
    private static final int ROUNDS = 32;

    /** Operators that make every dimension after batch and channels anew, whatever it was. */
    private static final Set<String> WINDOWS = Set.of("Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool");

    private final Set<Dimension> taken = new HashSet<>();
    private final Map<String, TensorType> named = new LinkedHashMap<>();
    private int count;

    /**
     * The types of a model's values, as {@link TypeInference} tells them. Names of dimensions that are not in the model
     * are made up here.
     */
    public Map<String, ValueType> infer(Model model) {
        for (Value input : model.graph().inputs()) {
            if (input.type() instanceof TensorType type) {
                type.dimensions().ifPresent(taken::addAll);
            }
        }
        model.graph().inputs().forEach(input -> name(input.name(), input.type(), input.type(), 0));
        Map<String, ValueType> types = inferNamed(model).orElseGet(() -> TypeInference.infer(model));
        for (int round = 0; round < ROUNDS && nameMore(model, types); round++) {
            Optional<Map<String, ValueType>> better = inferNamed(model);
            if (better.isEmpty()) {
                break;
            }
            types = better.get();
        }
        return types;
    }

    /** Empty for a model that contradicts itself, which ONNX Runtime takes as long as nobody notes the dimensions. */
    private Optional<Map<String, ValueType>> inferNamed(Model model) {
        try {
            return Optional.of(TypeInference.infer(withNames(model)));
        } catch (OctetException refusal) {
            if (refusal.kind() != Kind.RUNTIME) {
                throw refusal;
            }
            named.clear();
            return Optional.empty();
        }
    }

    private Model withNames(Model model) {
        Graph graph = model.graph();
        List<Value> inputs = new ArrayList<>();
        for (Value input : graph.inputs()) {
            TensorType type = named.get(input.name());
            inputs.add(type == null ? input : Value.of(input.name(), type));
        }
        List<Value> notes = new ArrayList<>();
        named.forEach((value, type) -> {
            if (graph.uses().producer(value).isPresent()) {
                notes.add(Value.of(value, type));
            }
        });
        return model.withGraph(graph.toBuilder().inputs(inputs).valueInfo(notes).build());
    }

    /** Names dimensions where they first appear; whether there were any. */
    private boolean nameMore(Model model, Map<String, ValueType> types) {
        Scope scope = new Scope(model.graph(), model.opsetImports(), Names.of(model), () -> types);
        boolean isMore = false;
        for (Node node : model.graph().nodes()) {
            boolean isWindow = WINDOWS.stream().anyMatch(node::is);
            if (node.is("Reshape")) {
                isMore |= name(node.output(), types.get(node.output()), ReshapeResult.of(scope, node), 0);
            } else if (isWindow || node.inputs().stream().allMatch(input -> hasOnlyNames(types, input))) {
                for (String output : node.outputs()) {
                    isMore |= name(output, types.get(output), types.get(output), isWindow ? 2 : 0);
                }
            }
        }
        return isMore;
    }

    private static boolean hasOnlyNames(Map<String, ValueType> types, String input) {
        return input.isEmpty()
                || (types.get(input) instanceof TensorType type
                        && type.dimensions()
                                .filter(dimensions -> !dimensions.contains(Dimension.UNKNOWN))
                                .isPresent());
    }

    /**
     * Notes the type of a value, with a name for each unknown dimension from an axis on; whether that says more than
     * what was inferred.
     */
    private boolean name(String value, @Nullable ValueType inferred, @Nullable ValueType known, int from) {
        if (!(known instanceof TensorType type) || type.dimensions().isEmpty()) {
            return false;
        }
        List<Dimension> dimensions = new ArrayList<>(type.dimensions().get());
        for (int axis = from; axis < dimensions.size(); axis++) {
            if (dimensions.get(axis).equals(Dimension.UNKNOWN)) {
                dimensions.set(axis, newName());
            }
        }
        TensorType noted = new TensorType(type.element(), Optional.of(dimensions));
        return !noted.equals(inferred) && !noted.equals(named.put(value, noted));
    }

    private Dimension newName() {
        Dimension name = new Dimension.Named("?" + count++);
        while (taken.contains(name)) {
            name = new Dimension.Named("?" + count++);
        }
        return name;
    }
}
