package dev.octet.cli.value;

import dev.octet.error.OctetException;

/** Numbers of things that there must be one of at least. */
public final class Counts {
    private Counts() {}

    /**
     * The number.
     *
     * @throws OctetException of kind CONFIGURATION if it is below 1
     */
    public static int atLeastOne(String option, int number) {
        if (number < 1) {
            throw OctetException.configuration("Expected %s to be 1 or more, got %d".formatted(option, number));
        }
        return number;
    }
}
