package dev.octet.float16;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decides for every node of a main graph what it computes in, given the types of all values. */
final class PrecisionPlan {
    private static final String EXACT =
            "it goes on with counted numbers, with what a kept operator computes, or where the model widens float16 itself";

    private final Model model;
    private final Graph graph;
    private final Map<String, ValueType> types;
    private final Float16Settings settings;
    private final ConstantFacts constants;
    private final ExactValues exact;
    private final IdentityHashMap<Node, Choice> choices = new IdentityHashMap<>();

    private PrecisionPlan(
            Model model, Map<String, ValueType> types, Float16Settings settings, ConstantFacts constants) {
        this.model = model;
        this.graph = model.graph();
        this.types = types;
        this.settings = settings;
        this.constants = constants;
        this.exact = new ExactValues(
                this::isFloat, this::widens, name -> graph.constant(name).isPresent());
    }

    static PrecisionPlan of(
            Model model, Map<String, ValueType> types, Float16Settings settings, ConstantFacts constants) {
        PrecisionPlan plan = new PrecisionPlan(model, types, settings, constants);
        plan.graph.nodes().forEach(node -> plan.choices.put(node, plan.choose(node)));
        return plan;
    }

    Choice of(Node node) {
        return Objects.requireNonNull(choices.get(node));
    }

    /** Whether a value is a tensor of binary32. */
    boolean isFloat(String value) {
        return types.get(value) instanceof TensorType type && type.element() == ElementType.FLOAT;
    }

    /** Whether a value is of a type that a Cast to binary32 makes more of. */
    private boolean widens(String value) {
        return types.get(value) instanceof TensorType type
                && (type.element().isInteger()
                        || type.element() == ElementType.BOOL
                        || type.element().bits() == 16);
    }

    /** Whether an output is of binary16 after conversion. */
    boolean isHalf(Node node, int slot) {
        return of(node).precision() == Precision.FLOAT16
                && isFloat(node.outputs().get(slot))
                && !Float16Operators.isFloat32Output(node, slot);
    }

    private Choice choose(Node node) {
        boolean readsFloats = floats(node.inputs()).findAny().isPresent();
        boolean makesFloats = floats(node.outputs()).findAny().isPresent();
        if (!readsFloats && !makesFloats && node.subgraphs().isEmpty()) {
            return Choice.UNTOUCHED;
        }
        if (Float16Operators.isIndifferent(node) || (node.is("Cast") && !makesFloats)) {
            return Choice.EITHER;
        }
        Optional<String> reason = structural(node)
                .or(() -> chosen(node))
                .or(() -> exact.visit(node) ? Optional.of(EXACT) : Optional.empty())
                .or(() -> outOfRange(node));
        return reason.map(Choice::float32).orElse(Choice.FLOAT16);
    }

    private Optional<String> structural(Node node) {
        if (!node.subgraphs().isEmpty()) {
            return Optional.of("it has a body, which stays float32");
        }
        if (!Float16Operators.exists(node, model.opset())) {
            return Optional.of("%s has no float16 form in operator set %d".formatted(node.operator(), model.opset()));
        }
        boolean onlyTensors = Stream.of(node.inputs(), node.outputs())
                .flatMap(List::stream)
                .filter(name -> !name.isEmpty())
                .allMatch(name -> types.get(name) instanceof TensorType);
        return onlyTensors ? Optional.empty() : Optional.of("not all that it reads and makes are tensors");
    }

    private Optional<String> chosen(Node node) {
        if (settings.keptNodes().contains(node.name())) {
            return Optional.of("it is excluded");
        }
        boolean kept = settings.keptOperators().contains(node.operator().type());
        if (kept) {
            exact.add(node);
        }
        return kept ? Optional.of("%s is kept in float32".formatted(node.operator())) : Optional.empty();
    }

    private Optional<String> outOfRange(Node node) {
        if (fillsBeyond(node)) {
            return Optional.of("it fills with a value that float16 cannot hold");
        }
        Set<String> looked = new HashSet<>();
        return IntStream.range(0, node.inputs().size())
                .filter(slot -> !Float16Operators.isScale(node, slot))
                .mapToObj(slot -> node.inputs().get(slot))
                .filter(name -> isFloat(name) && looked.add(name))
                .flatMap(name -> constants.range(name).flatMap(range -> refusal(name, range)).stream())
                .findFirst();
    }

    private Optional<String> refusal(String name, HalfRange range) {
        if (range.overflowing() > 0 && !constants.isMask(name)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "'%s' has %d values beyond %.0f, the largest float16",
                    name,
                    range.overflowing(),
                    HalfRange.LARGEST));
        }
        return range.vanishes()
                ? Optional.of("'%s' would be zero, for all its values are below 2^-25".formatted(name))
                : Optional.empty();
    }

    private static boolean fillsBeyond(Node node) {
        return node.is("ConstantOfShape")
                && node.attributes().get("value") instanceof Attribute.TensorValue filler
                && HalfRange.of(filler.value()).overflowing() > 0;
    }

    private Stream<String> floats(List<String> names) {
        return names.stream().filter(this::isFloat);
    }
}
