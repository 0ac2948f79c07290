package dev.octet.insert;

import dev.octet.affine.Affine;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.place.Parameters.Fixed;
import dev.octet.place.Parameters.Observed;
import dev.octet.place.Parameters.Shared;
import dev.octet.place.Plan;
import dev.octet.place.ValuePlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns the parameters of a plan into numbers. */
final class ActivationMaps {
    private static final Range PROBABILITY = new Range(0, 1);

    private ActivationMaps() {}

    /**
     * The map of every planned value, in the plan's order.
     *
     * @param schemes how values are coded that are coded otherwise than the target says
     * @throws IllegalArgumentException if a range is missing
     */
    static Map<String, Affine> of(Plan plan, Map<String, Range> ranges, Map<String, Scheme> schemes) {
        Map<String, Affine> maps = new LinkedHashMap<>();
        for (ValuePlan value : plan.values().values()) {
            Scheme scheme = schemes.getOrDefault(value.name(), plan.target().activation());
            maps.put(value.name(), map(value, scheme, ranges, maps));
        }
        return maps;
    }

    private static Affine map(ValuePlan value, Scheme scheme, Map<String, Range> ranges, Map<String, Affine> earlier) {
        if (value.parameters() instanceof Shared shared) {
            return required(earlier.get(shared.with()), "parameters", shared.with());
        }
        if (value.parameters() instanceof Fixed fixed) {
            return ofDefinition(fixed.range(), scheme);
        }
        Affine observed = Affine.of(required(ranges.get(value.name()), "a range", value.name()), scheme);
        return value.parameters() instanceof Observed parameters
                        && parameters.limits().isPresent()
                ? within(parameters.limits().get(), observed)
                : observed;
    }

    /**
     * The map of a value whose range follows from its operator. Probabilities in uint8 are counted in 256ths: with any
     * other scale the kernel QLinearSoftmax of ONNX Runtime 1.29 rounds down, and with this one it gives what Softmax
     * between a quantizer and a dequantizer gives. Signed codes keep the exact 1 within reach, for the kernel lets what
     * lies above 127 wrap around to -128 (onnxruntime issue 29727).
     */
    private static Affine ofDefinition(Range range, Scheme scheme) {
        Affine map = Affine.of(range, scheme);
        return range.equals(PROBABILITY) && scheme.equals(Scheme.UINT8_ASYMMETRIC)
                ? map.withScale(1f / scheme.codes())
                : map;
    }

    /**
     * The map with steps just small enough that its codes stay within the limits of the Relu or Clip in front of it,
     * for then that node has nothing left to do and ONNX Runtime drops it. Rounding alone can take them out: 255 times
     * the binary32 nearest to 6/255 is more than 6.
     */
    static Affine within(Range limits, Affine map) {
        float scale = Math.min(
                largestStep(limits.max(), map.highest() - map.zeroPoint(), map.scale()),
                largestStep(-limits.min(), map.zeroPoint() - map.lowest(), map.scale()));
        return scale == map.scale() ? map : map.withScale(scale);
    }

    private static float largestStep(float limit, long steps, float wanted) {
        if (steps == 0 || limit <= 0) {
            return wanted;
        }
        float scale = Math.min(wanted, limit / steps);
        while (scale * steps > limit) {
            scale = Math.nextDown(scale);
        }
        return scale;
    }

    private static <T> T required(@org.jspecify.annotations.Nullable T found, String what, String value) {
        if (found == null) {
            throw new IllegalArgumentException("Expected %s for value '%s', got none".formatted(what, value));
        }
        return found;
    }
}
