package dev.octet.compare.gate;

import java.math.BigDecimal;

/**
 * A number with its unit, as a user wrote it.
 *
 * @param value the number
 * @param unit such as {@code pt}, {@code %} or {@code dB}; empty if none was written
 */
public record Limit(BigDecimal value, String unit) {
    /** Such as {@code 0.5 pt}. */
    @Override
    public String toString() {
        return unit.isEmpty() ? value.toPlainString() : value.toPlainString() + " " + unit;
    }
}
