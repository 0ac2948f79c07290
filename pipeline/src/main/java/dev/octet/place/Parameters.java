package dev.octet.place;

import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the scale and zero point of a quantized value come from: a closed set. */
public sealed interface Parameters {
    /**
     * From the range seen in calibration.
     *
     * @param limits what the codes may not leave, because a Relu or Clip in front of the quantizer is then redundant
     */
    record Observed(Optional<Range> limits) implements Parameters {
        @Override
        public String toString() {
            return limits.isPresent() ? "observed within limits" : "observed";
        }
    }

    /**
     * From the constant's own elements.
     *
     * @param scheme how they become codes
     * @param axis axis of the channels that have parameters of their own, or empty for one pair for all
     * @param shrunk whether the largest elements may be cut off where that makes the squared error smaller
     */
    record Constant(Scheme scheme, OptionalInt axis, boolean shrunk) implements Parameters {
        @Override
        public String toString() {
            String type = scheme.type().onnxName() + " constant";
            return axis.isPresent() ? type + ", per channel on axis " + axis.getAsInt() : type;
        }
    }

    /**
     * From the definition of the operator.
     *
     * @param range the range that the definition gives
     */
    record Fixed(Range range) implements Parameters {
        @Override
        public String toString() {
            return "fixed to [" + range.min() + ", " + range.max() + "]";
        }
    }

    /**
     * Those of another value.
     *
     * @param with that value; its own parameters are not shared ones
     */
    record Shared(String with) implements Parameters {
        @Override
        public String toString() {
            return "shared with " + with;
        }
    }

    /**
     * The product of two scales, zero point 0: a bias.
     *
     * @param input slot of the activation
     * @param weight slot of the weight
     */
    record Derived(int input, int weight) implements Parameters {
        @Override
        public String toString() {
            return "scale of input %d x scale of input %d".formatted(input, weight);
        }
    }
}
