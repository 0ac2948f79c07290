package dev.octet.effect;

import java.util.function.DoubleUnaryOperator;

/** What stands in an input slot, as a function of the value whose effect is asked for; a constant ignores it. */
interface Argument extends DoubleUnaryOperator {
    /** The same number whatever the value. */
    static Argument constant(double number) {
        return value -> number;
    }
}
