package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the floating-point types that a model speaks of: declared types, tensors, and the attributes of operators
 * that make a type.
 *
 * <p>If there is just one, every floating-point tensor of the model has it, wherever it stands: ONNX's operators do not
 * bring in a type by themselves, except binary32, which always counts as spoken of where an operator's default makes
 * it.
 */
final class FloatingTypes {
    /** Operators whose result is binary32 unless an attribute says otherwise. */
    private static final Set<String> FLOAT_BY_DEFAULT = Set.of(
            "ConstantOfShape",
            "EyeLike",
            "RandomNormal",
            "RandomUniform",
            "DequantizeLinear",
            "Constant",
            "HannWindow",
            "HammingWindow",
            "BlackmanWindow",
            "MelWeightMatrix",
            "TfIdfVectorizer");

    private final Set<ElementType> found = EnumSet.noneOf(ElementType.class);
    private boolean foreign;

    private FloatingTypes() {}

    /** The only floating-point type of a model, or empty where there is none, several, or something unknown. */
    static Optional<ElementType> only(Model model) {
        FloatingTypes types = new FloatingTypes();
        types.visit(model.graph());
        model.functions().forEach(function -> function.nodes().forEach(types::visit));
        return types.foreign || types.found.size() != 1
                ? Optional.empty()
                : Optional.of(types.found.iterator().next());
    }

    private void visit(Graph graph) {
        graph.inputs().forEach(this::visit);
        graph.outputs().forEach(this::visit);
        graph.valueInfo().values().forEach(this::visit);
        graph.initializers()
                .values()
                .forEach(constant -> visit(constant.tensor().type()));
        graph.nodes().forEach(this::visit);
        foreign |= !graph.sparseInitializers().isEmpty();
    }

    private void visit(Value value) {
        if (value.type() instanceof ValueType.TensorType tensor) {
            visit(tensor.element());
        }
        foreign |= value.type() instanceof ValueType.OtherType;
    }

    private void visit(Node node) {
        foreign |= !node.operator().domain().equals(Operator.ONNX);
        boolean saysType =
                node.attribute("value").isPresent() || node.attribute("dtype").isPresent();
        if (FLOAT_BY_DEFAULT.contains(node.operator().type()) && !saysType) {
            visit(ElementType.FLOAT);
        }
        node.attributes().forEach(this::visit);
        node.subgraphs().forEach(this::visit);
    }

    private void visit(String name, Attribute attribute) {
        if (attribute instanceof Attribute.TensorValue tensor) {
            visit(tensor.value().type());
        } else if (attribute instanceof Attribute.Opaque || attribute instanceof Attribute.Reference) {
            foreign = true;
        } else if (attribute instanceof Attribute.IntValue code
                && Set.of("to", "dtype", "output_dtype").contains(name)) {
            ElementType.ofCode((int) code.value()).ifPresent(this::visit);
        } else if (attribute instanceof Attribute.StringValue type && name.equals("to")) {
            foreign |= !type.value().equals("FLOAT");
        }
    }

    private void visit(ElementType type) {
        if (type.isFloating()) {
            found.add(type);
        }
    }
}
