package dev.octet.graph;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The declared type of a value. */
public sealed interface ValueType {
    /** A value of which the file declares no type. */
    ValueType UNDECLARED = Undeclared.TYPE;

    /** A float tensor with these dimensions, for example to declare a new graph input. */
    static TensorType tensor(ElementType element, Shape shape) {
        return new TensorType(
                element,
                Optional.of(LongStream.of(shape.dimensions())
                        .<Dimension>mapToObj(Dimension.Known::new)
                        .toList()));
    }

    /**
     * A dense tensor.
     *
     * @param element the element type
     * @param dimensions the dimensions, or empty where even the rank is not declared
     */
    record TensorType(ElementType element, Optional<List<Dimension>> dimensions) implements ValueType {
        /** Copies the dimensions. */
        public TensorType {
            dimensions = dimensions.map(List::copyOf);
        }

        // Written out: types are compared all the time, and what a record gets by itself is linked at its first use.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TensorType type && type.element == element && type.dimensions.equals(dimensions);
        }

        @Override
        public int hashCode() {
            return 31 * element.hashCode() + dimensions.hashCode();
        }

        /** As {@code float[N,3,32,32]}; {@code float} without dimensions when the rank is not declared. */
        @Override
        public String toString() {
            return element.onnxName()
                    + dimensions
                            .map(list ->
                                    list.stream().map(Dimension::toString).collect(Collectors.joining(",", "[", "]")))
                            .orElse("");
        }
    }

    /**
     * A sequence, map, optional, sparse or opaque type, or a tensor whose element type the file leaves out.
     *
     * @param description the type in words, for people
     */
    record OtherType(String description) implements ValueType {
        @Override
        public String toString() {
            return description;
        }
    }

    /** No declared type. */
    enum Undeclared implements ValueType {
        /** The only one. */
        TYPE;

        @Override
        public String toString() {
            return "undeclared";
        }
    }
}
