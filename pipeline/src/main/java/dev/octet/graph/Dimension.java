package dev.octet.graph;

import java.util.OptionalLong;

/** One dimension of a declared type: a number, a name that stands for one number throughout the graph, or unknown. */
public sealed interface Dimension {
    /** The dimension of which nothing is declared. */
    Dimension UNKNOWN = new Unknown();

    /** The number, empty for a name and for the unknown. */
    OptionalLong number();

    /** A dimension with a number. */
    record Known(long size) implements Dimension {
        @Override
        public OptionalLong number() {
            return OptionalLong.of(size);
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
    record Unknown() implements Dimension {
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
