package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Turns an attribute into an input.
 *
 * <p>A list or a number becomes a vector. An empty list that an operator may do without is left out with the attribute:
 * both always meant the default.
 *
 * @param attribute the attribute, which is gone afterwards
 * @param slot the new input
 * @param required whether the operator cannot do without
 */
record AttributeToInput(String attribute, int slot, boolean required) implements Adapter {
    static AttributeToInput optional(String attribute, int slot) {
        return new AttributeToInput(attribute, slot, false);
    }

    static AttributeToInput required(String attribute, int slot) {
        return new AttributeToInput(attribute, slot, true);
    }

    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Optional<Tensor> value = node.attribute(attribute).flatMap(AttributeToInput::vector);
        if (value.isEmpty() && (required || node.attribute(attribute).isPresent())) {
            return Adaptation.refused("attribute '%s' is missing or not of its type".formatted(attribute));
        }
        Node without = node.withoutAttribute(attribute);
        if (value.isEmpty() || (!required && value.get().elementCount() == 0)) {
            return Adaptation.to(without);
        }
        return Adaptation.to(without.withInput(slot, surroundings.constant(node, attribute, value.get())));
    }

    private static Optional<Tensor> vector(Attribute value) {
        if (value instanceof Attribute.Ints many) {
            return Optional.of(vector(many.values()));
        } else if (value instanceof Attribute.IntValue one) {
            return Optional.of(Tensor.vector(one.value()));
        } else if (value instanceof Attribute.Floats floats) {
            return Optional.of(floatVector(floats.values()));
        }
        return Optional.empty();
    }

    /** The integers as an int64 vector. */
    static Tensor vector(List<Long> values) {
        return Tensor.vector(values.stream().mapToLong(Long::longValue).toArray());
    }

    private static Tensor floatVector(List<Float> values) {
        float[] elements = new float[values.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = values.get(i);
        }
        return Tensor.vector(elements);
    }
}
