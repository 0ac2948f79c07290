package dev.octet.prepare.constant;

import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Makes the value of a {@code Constant} node an initializer.
 *
 * <pre>{@code
 * c = Constant() {value = [...]}   ->   c = [...]
 * }</pre>
 *
 * <p>The same for value_float, value_int and value_string, which are scalars, and value_floats, value_ints and
 * value_strings, which are vectors. A sparse value stays a node.
 *
 * <p>Source: ONNX operators Constant-1, -11 and -12.
 */
public final class ReplaceConstantNode implements Rule<ReplaceConstantNode.Match> {
    /** {@code value} is what {@code constant} says, if it is dense. */
    record Match(Node constant, Optional<Tensor> value) {}

    private static final List<Condition<Match>> CONDITIONS =
            List.of(new Condition<>("the value is dense", match -> match.value().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Constant") && root.output(0).isPresent()
                ? Optional.of(new Match(
                        root,
                        root.attributes().values().stream()
                                .map(ReplaceConstantNode::tensor)
                                .flatMap(Optional::stream)
                                .findFirst()))
                : Optional.empty();
    }

    private static Optional<Tensor> tensor(Attribute attribute) {
        if (attribute instanceof Attribute.TensorValue tensor) {
            return Optional.of(tensor.value());
        }
        if (attribute instanceof Attribute.FloatValue scalar) {
            return Optional.of(Tensor.scalar(scalar.value()));
        }
        if (attribute instanceof Attribute.IntValue scalar) {
            return Optional.of(Tensor.ofLongs(Shape.SCALAR, scalar.value()));
        }
        if (attribute instanceof Attribute.StringValue scalar) {
            return Optional.of(Tensor.ofStrings(Shape.SCALAR, List.of(utf8(scalar.value()))));
        }
        return vector(attribute);
    }

    private static Optional<Tensor> vector(Attribute attribute) {
        if (attribute instanceof Attribute.Floats vector) {
            return Optional.of(floats(vector.values()));
        }
        if (attribute instanceof Attribute.Ints vector) {
            return Optional.of(Tensor.vector(
                    vector.values().stream().mapToLong(Long::longValue).toArray()));
        }
        if (attribute instanceof Attribute.Strings vector) {
            return Optional.of(Tensor.ofStrings(
                    Shape.of(vector.values().size()),
                    vector.values().stream().map(ReplaceConstantNode::utf8).toList()));
        }
        return Optional.empty();
    }

    private static Tensor floats(List<Float> values) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.size(), Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(buffer::putFloat);
        return new Tensor(ElementType.FLOAT, Shape.of(values.size()), TensorData.ofBuffer(buffer.flip()));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        return Edit.remove(match.constant())
                .add(Initializer.of(match.constant().output(), match.value().orElseThrow()));
    }
}
