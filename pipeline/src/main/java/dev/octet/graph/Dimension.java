package dev.octet.graph;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One dimension of a declared type: a number, a name that stands for one number throughout the graph, or unknown. */
public sealed interface Dimension {
    /** The dimension of which nothing is declared. */
    Dimension UNKNOWN = Unknown.DIMENSION;

    /** The number, empty for a name and for the unknown. */
    OptionalLong number();

    /** A dimension with a number. */
    record Known(long size) implements Dimension {
        @Override
        public OptionalLong number() {
            return OptionalLong.of(size);
        }

        // Written out: dimensions are compared all the time, and what a record gets by itself is linked at its first
        // use.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known known && known.size == size;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(size);
        }

        @Override
        public String toString() {
            return Long.toString(size);
        }
    }

    /** A dimension with a name, such as {@code batch}. */
    record Named(String name) implements Dimension {
        @Override
        public OptionalLong number() {
            return OptionalLong.empty();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A dimension without either. */
    enum Unknown implements Dimension {
        /** The only one. */
        DIMENSION;

        @Override
        public OptionalLong number() {
            return OptionalLong.empty();
        }

        @Override
        public String toString() {
            return "?";
        }
    }
}
