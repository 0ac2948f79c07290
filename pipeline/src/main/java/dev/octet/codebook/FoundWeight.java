package dev.octet.codebook;

import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Set;

/**
 * A constant that an operator reads as its weight.
 *
 * @param scope where it was found
 * @param name its name
 * @param weight its content
 * @param axis the axis of its output channels
 */
record FoundWeight(Scope scope, String name, Tensor weight, int axis) {
    boolean isFloat() {
        return weight.type() == ElementType.FLOAT;
    }

    boolean isRead(Set<String> nodes) {
        return scope.graph().uses().of(name).stream()
                .map(Use::node)
                .map(Node::name)
                .anyMatch(nodes::contains);
    }

    boolean isOutput() {
        return scope.graph().uses().isOutput(name);
    }

    /** Which elements share a codebook. */
    Channels channels(CodebookSettings settings) {
        Shape shape = weight.shape();
        if (!settings.perChannel()) {
            return new Channels(shape, Channels.Layout.WHOLE);
        }
        return new Channels(shape, axis == 0 ? Channels.Layout.ROWS : Channels.Layout.COLUMNS);
    }

    /** Whether codes and full codebooks take less than the floats do. */
    boolean isWorthIt(CodebookSettings settings) {
        return weight.elementCount() > 0
                && CodedWeight.bytes(weight.shape(), channels(settings).count(), settings.bits())
                        < weight.data().byteSize();
    }
}
