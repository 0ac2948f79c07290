package dev.octet.place;

/** What an input slot of a node turned out to hold, seen from the slot's {@link Spec}. */
sealed interface Operand {
    /** A value that would be quantized while the model runs. */
    record Computed() implements Operand {}

    /** A constant that would be quantized ahead of time. */
    record Stored(Parameters parameters) implements Operand {}

    /** Nothing, or something that is not quantized. */
    record Untouched() implements Operand {}

    /** Something that has no quantized form. */
    record Refused(Decision.LeftFloat decision) implements Operand {}
}
