package dev.octet.place;

import dev.octet.place.OperatorRule.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a target expects of a quantized graph besides types and operators.
 *
 * @param perChannel the roles whose weights may have parameters for each output channel
 * @param integerBias whether biases are int32 with the product of two scales; float otherwise
 * @param onnxRuntime whether ONNX Runtime's CPU provider runs the model, so that what it fuses can be looked at
 */
public record Conventions(Set<Role> perChannel, boolean integerBias, boolean onnxRuntime) {
    /** Those of ONNX Runtime's CPU provider. */
    static final Conventions ONNX_RUNTIME =
            new Conventions(EnumSet.of(Role.CONVOLUTION, Role.MATRIX_PRODUCT), true, true);

    /** Copies the set. */
    public Conventions {
        perChannel = Set.copyOf(perChannel);
    }

    /** Those of something that Octet has not got at hand. */
    static Conventions elsewhere(Set<Role> perChannel) {
        return new Conventions(perChannel, true, false);
    }

    /** The same with biases left float. */
    Conventions withFloatBias() {
        return new Conventions(perChannel, false, onnxRuntime);
    }
}
