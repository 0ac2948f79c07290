package dev.octet.place;

import dev.octet.affine.Range;
import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import java.util.Optional;

/** The interval to which Relu and Clip limit their input. */
public final class Limits {
    private Limits() {}

    /** Whether the limits are known when the model is quantized, and zero lies between them. */
    static boolean known(Site site) {
        return of(site).isPresent();
    }

    /**
     * The limits, with the largest binary32 for one that is left out.
     *
     * @return empty where a limit is computed, or zero is not within the limits: every quantized value holds zero, so a
     *     quantizer could not stand in for such a Clip
     */
    public static Optional<Range> of(Site site) {
        if (site.node().is("Relu")) {
            return Optional.of(new Range(0, Float.MAX_VALUE));
        }
        Optional<Float> min = limit(site, 1, "min", -Float.MAX_VALUE);
        Optional<Float> max = limit(site, 2, "max", Float.MAX_VALUE);
        boolean holdsZero = min.isPresent() && max.isPresent() && min.get() <= 0 && max.get() >= 0;
        return holdsZero ? Optional.of(new Range(min.get(), max.get())) : Optional.empty();
    }

    /** An input since Clip-11, an attribute before. */
    private static Optional<Float> limit(Site site, int slot, String attribute, float absent) {
        Node clip = site.node();
        if (site.opset() < 11) {
            return Optional.of(clip.floatAttribute(attribute, absent));
        }
        if (!site.hasInput(slot)) {
            return Optional.of(absent);
        }
        return site.constant(slot)
                .filter(limit -> limit.type() == ElementType.FLOAT && limit.elementCount() == 1)
                .map(limit -> Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, limit.toFloats()[0])))
                .filter(limit -> !Float.isNaN(limit));
    }
}
