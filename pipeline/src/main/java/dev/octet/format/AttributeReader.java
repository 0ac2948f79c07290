package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.graph.Attribute;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads attributes. */
final class AttributeReader {
    /**
     * Elements of a list beyond which it is kept and never looked at. Longer lists are those of the nodes of tree
     * ensembles, millions of them, which would take ten times the memory as numbers and words of their own.
     */
    static final int LONGEST = 1 << 16;

    private final GraphReader graphs;
    private final TensorReader tensors;
    private final EmbeddedTensors embedded;

    AttributeReader(GraphReader graphs, TensorReader tensors, EmbeddedTensors embedded) {
        this.graphs = graphs;
        this.tensors = tensors;
        this.embedded = embedded;
    }

    /** The attribute in a message; {@code owner} names the node in errors. */
    Attribute read(AttributeProto message, String owner) {
        if (isReference(message)) {
            return new Attribute.Reference(message.getRefAttrName(), new MessageOrigin(embedded.embed(message, owner)));
        }
        if (length(message) > LONGEST) {
            return opaque(message, owner);
        }
        return switch (message.getType()) {
            case TENSOR -> tensor(message, owner);
            case GRAPH -> new Attribute.GraphValue(graphs.read(message.getG()));
            case GRAPHS ->
                new Attribute.Graphs(
                        message.getGraphsList().stream().map(graphs::read).toList());
            default -> plain(message).orElseGet(() -> opaque(message, owner));
        };
    }

    /** The attribute if it is a number, a string, or a list of these. */
    static Optional<Attribute> plain(AttributeProto message) {
        if (isReference(message)) {
            return Optional.empty();
        }
        return switch (message.getType()) {
            case FLOAT -> Optional.of(new Attribute.FloatValue(message.getF()));
            case INT -> Optional.of(new Attribute.IntValue(message.getI()));
            case FLOATS -> Optional.of(new Attribute.Floats(message.getFloatsList()));
            case INTS -> Optional.of(new Attribute.Ints(message.getIntsList()));
            case STRING ->
                message.getS().isValidUtf8()
                        ? Optional.of(new Attribute.StringValue(message.getS().toStringUtf8()))
                        : Optional.empty();
            case STRINGS -> strings(message.getStringsList());
            default -> Optional.empty();
        };
    }

    private static Optional<Attribute> strings(List<ByteString> values) {
        return values.stream().allMatch(ByteString::isValidUtf8)
                ? Optional.of(new Attribute.Strings(
                        values.stream().map(ByteString::toStringUtf8).toList()))
                : Optional.empty();
    }

    private Attribute tensor(AttributeProto message, String owner) {
        if (ElementType.ofCode(message.getT().getDataType()).isEmpty()) {
            return opaque(message, owner);
        }
        String what = "%s, attribute '%s'".formatted(owner, message.getName());
        TensorOrigin read = tensors.readWithOrigin(message.getT(), what);
        return new Attribute.TensorValue(read.tensor(), read);
    }

    private static int length(AttributeProto message) {
        return Math.max(Math.max(message.getFloatsCount(), message.getIntsCount()), message.getStringsCount());
    }

    private static boolean isReference(AttributeProto message) {
        return !message.getRefAttrName().isEmpty();
    }

    private Attribute opaque(AttributeProto message, String owner) {
        String description = message.getType() == AttributeType.UNDEFINED
                ? "an attribute without a type"
                : "an attribute of type " + message.getType().name().toLowerCase(Locale.ROOT);
        return new Attribute.Opaque(description, new MessageOrigin(embedded.embed(message, owner)));
    }
}
