package dev.octet.compare;

import dev.octet.compare.fidelity.Fidelity;
import dev.octet.tensor.ElementType;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How near one output of the quantized model is to the float model's.
 *
 * @param name the output
 * @param type its element type; the quantized model has the same
 * @param fidelity the errors, where elements are floating and at least one sample could be compared
 * @param equal share of elements, from 0 to 1, that are the same, where they are whole numbers, bool or strings
 * @param mismatched samples for which the two models gave different shapes, as detectors do whose number of results
 *     depends on the scores; nothing else counts them
 */
public record OutputFidelity(
        String name, ElementType type, Optional<Fidelity> fidelity, OptionalDouble equal, long mismatched) {}
