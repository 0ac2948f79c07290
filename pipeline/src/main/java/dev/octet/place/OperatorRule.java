package dev.octet.place;

import dev.octet.affine.Range;
import dev.octet.place.Spec.Activation;
import dev.octet.place.Spec.Bias;
import dev.octet.place.Spec.Fixed;
import dev.octet.place.Spec.SameAs;
import dev.octet.place.Spec.Untouched;
import dev.octet.place.Spec.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one operator of ONNX's own domain needs to run on integers.
 *
 * @param operator the operator's name
 * @param role what part it plays
 * @param inputs what each input slot needs; slots beyond the list are as the last one where {@code variadicInput}
 * @param variadicInput whether the last input may be repeated
 * @param outputs what each output slot gets; slots beyond the list are as the last one where {@code variadicOutput}
 * @param variadicOutput whether the last output may be repeated
 * @param requirements what has to hold besides
 */
public record OperatorRule(
        String operator,
        Role role,
        List<Spec> inputs,
        boolean variadicInput,
        List<Spec> outputs,
        boolean variadicOutput,
        List<Requirement> requirements) {
    /** The part an operator plays in an integer region. */
    public enum Role {
        /** Convolves: its time goes into multiplications, reused over positions. */
        CONVOLUTION,
        /** Multiplies matrices. */
        MATRIX_PRODUCT,
        /** Computes each output element from few input elements. */
        ELEMENTWISE,
        /** Selects or arranges elements without changing them. */
        MOVEMENT,
        /** Gives the same elements another shape, which takes no time. */
        VIEW,
        /** Limits values to an interval, which the producer's quantizer does as well. */
        LIMIT
    }

    /** Copies the lists. */
    public OperatorRule {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        requirements = List.copyOf(requirements);
    }

    /** What an input slot needs; slots that the operator does not have are left untouched. */
    public Spec input(int slot) {
        return at(inputs, slot, variadicInput);
    }

    /** What an output slot gets. */
    public Spec output(int slot) {
        return at(outputs, slot, variadicOutput);
    }

    private static Spec at(List<Spec> specs, int slot, boolean variadic) {
        if (slot < specs.size()) {
            return specs.get(slot);
        }
        return variadic ? specs.get(specs.size() - 1) : new Untouched();
    }

    /** Starts a rule. */
    static Builder operator(String name, Role role) {
        return new Builder(name, role);
    }

    /** A value with parameters of its own. */
    static Spec activation() {
        return new Activation();
    }

    /** A constant with its output channels on that axis. */
    static Spec weight(ChannelAxis axis) {
        return new Weight(axis, false);
    }

    /** A constant with its output channels on that axis, or any computed value. */
    static Spec weightOrActivation(ChannelAxis axis) {
        return new Weight(axis, true);
    }

    /** A vector of int32 whose scale is the product of the scales in two slots. */
    static Spec biasOf(int input, int weight) {
        return new Bias(input, weight);
    }

    /** A value with the parameters of an input. */
    static Spec sameAs(int input) {
        return new SameAs(input);
    }

    /** A value with a range known beforehand. */
    static Spec fixed(float min, float max) {
        return new Fixed(new Range(min, max));
    }

    /** A value that stays as it is. */
    static Spec untouched() {
        return new Untouched();
    }

    /** Collects the parts of a rule, slot after slot. */
    static final class Builder {
        private final String operator;
        private final Role role;
        private final List<Spec> inputs = new ArrayList<>();
        private final List<Spec> outputs = new ArrayList<>();
        private final List<Requirement> requirements = new ArrayList<>();
        private boolean variadicInput;
        private boolean variadicOutput;

        private Builder(String operator, Role role) {
            this.operator = operator;
            this.role = role;
        }

        Builder input(Spec spec) {
            inputs.add(spec);
            return this;
        }

        Builder inputs(Spec spec) {
            variadicInput = true;
            return input(spec);
        }

        Builder output(Spec spec) {
            outputs.add(spec);
            return this;
        }

        Builder outputs(Spec spec) {
            variadicOutput = true;
            return output(spec);
        }

        Builder requires(String name, Predicate<Site> holds) {
            requirements.add(new Requirement(name, holds));
            return this;
        }

        OperatorRule build() {
            return new OperatorRule(operator, role, inputs, variadicInput, outputs, variadicOutput, requirements);
        }
    }
}
