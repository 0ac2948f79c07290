package dev.octet.prepare.shape;

import dev.octet.graph.Dimension;
import java.util.Optional;

/**
 * What is known of one entry of a vector that a model computes from shapes.
 *
 * @param size the entry as a dimension: a number, a name, or unknown
 * @param copied the dimension that it is, if it is one
 */
record ShapeEntry(Dimension size, Optional<Place> copied) {
    /** Nothing is known. */
    static final ShapeEntry UNKNOWN = new ShapeEntry(Dimension.UNKNOWN, Optional.empty());

    /**
     * A dimension of a value.
     *
     * @param axis from 0 to the rank less one
     */
    record Place(String value, int axis) {}

    static ShapeEntry of(long number) {
        return new ShapeEntry(new Dimension.Known(number), Optional.empty());
    }

    static ShapeEntry of(Dimension size, String value, int axis) {
        return new ShapeEntry(size, Optional.of(new Place(value, axis)));
    }
}
