package dev.octet.graph;

import dev.octet.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a node's attribute.
 *
 * <p>Source: {@code AttributeProto} of the ONNX IR. Strings that are not UTF-8, sparse tensors, types and lists of more
 * elements than anybody looks at are {@link Opaque}: kept, never interpreted.
 *
 * <p>Those that nearly every model has are compared by methods that are written out. What a record gets by itself is
 * linked at its first use, which takes longer than to compare all attributes of a small model.
 */
public sealed interface Attribute {
    /** One binary32. */
    record FloatValue(float value) implements Attribute {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof FloatValue that && Float.compare(that.value, value) == 0;
        }

        @Override
        public int hashCode() {
            return Float.hashCode(value);
        }
    }

    /** One signed 64-bit integer. */
    record IntValue(long value) implements Attribute {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof IntValue that && that.value == value;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }
    }

    /** One UTF-8 string. */
    record StringValue(String value) implements Attribute {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof StringValue that && that.value.equals(value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** One tensor. */
    record TensorValue(Tensor value, Origin origin) implements Attribute {}

    /** One graph, the body of If, Loop or Scan. */
    record GraphValue(Graph value) implements Attribute {}

    /** A list of binary32. */
    record Floats(List<Float> values) implements Attribute {
        /** Copies the list. */
        public Floats {
            values = List.copyOf(values);
        }
    }

    /** A list of signed 64-bit integers. */
    record Ints(List<Long> values) implements Attribute {
        /** Copies the list. */
        public Ints {
            values = List.copyOf(values);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ints that && that.values.equals(values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }
    }

    /** A list of UTF-8 strings. */
    record Strings(List<String> values) implements Attribute {
        /** Copies the list. */
        public Strings {
            values = List.copyOf(values);
        }
    }

    /** A list of graphs. */
    record Graphs(List<Graph> values) implements Attribute {
        /** Copies the list. */
        public Graphs {
            values = List.copyOf(values);
        }
    }

    /** In the body of a function: what the caller gives for the function's attribute of that name. */
    record Reference(String parameter, Origin origin) implements Attribute {}

    /** Anything else, for people only as {@code description}. */
    record Opaque(String description, Origin origin) implements Attribute {}

    /** One float. */
    static Attribute of(float value) {
        return new FloatValue(value);
    }

    /** One integer. */
    static Attribute of(long value) {
        return new IntValue(value);
    }

    /** One string. */
    static Attribute of(String value) {
        return new StringValue(value);
    }

    /** One tensor. */
    static Attribute of(Tensor value) {
        return new TensorValue(value, Origin.NONE);
    }

    /** A list of integers. */
    static Attribute ints(long... values) {
        return new Ints(java.util.Arrays.stream(values).boxed().toList());
    }
}
