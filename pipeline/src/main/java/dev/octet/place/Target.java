package dev.octet.place;

import dev.octet.affine.Scheme;
import dev.octet.graph.Operator;
import java.util.List;
import java.util.Optional;

/**
 * What runs the quantized model, and what it accepts.
 *
 * @param name the name that users choose it by
 * @param description one line for people
 * @param activation how values are quantized
 * @param weight how constant weights are quantized
 * @param conventions what it expects besides
 * @param fusions the operators that run on integers, in alphabetical order
 * @param costs how long it takes
 */
public record Target(
        String name,
        String description,
        Scheme activation,
        Scheme weight,
        Conventions conventions,
        List<Fusion> fusions,
        Costs costs) {
    /** Copies the list. */
    public Target {
        fusions = List.copyOf(fusions);
    }

    /** A target that ONNX Runtime's CPU provider runs. */
    public Target(
            String name, String description, Scheme activation, Scheme weight, List<Fusion> fusions, Costs costs) {
        this(name, description, activation, weight, Conventions.ONNX_RUNTIME, fusions, costs);
    }

    /** How the target fuses an operator, or empty where it does not. */
    public Optional<Fusion> fusion(Operator operator) {
        return fusions.stream().filter(fusion -> operator.is(fusion.operator())).findFirst();
    }

    /** Whether ONNX Runtime's convolutions on floats keep channels in blocks there, beside each other in a register. */
    public boolean keepsChannelsInBlocks() {
        return conventions.onnxRuntime() && name.startsWith("x86-64");
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
