package dev.octet.inspect;

import dev.octet.tensor.ElementType;

/**
 * The stored tensors of one element type.
 *
 * @param type the element type
 * @param tensors how many tensors
 * @param elements how many elements they have together
 * @param bytes how many bytes these take
 */
public record WeightTotal(ElementType type, int tensors, long elements, long bytes) {
    WeightTotal plus(WeightTotal other) {
        return new WeightTotal(type, tensors + other.tensors, elements + other.elements, bytes + other.bytes);
    }
}
