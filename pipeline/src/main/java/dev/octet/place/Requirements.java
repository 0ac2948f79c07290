package dev.octet.place;

import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.Optional;
import java.util.stream.IntStream;

/** The tests behind the requirements of {@link OperatorTable} that need more than an expression. */
final class Requirements {
    private Requirements() {}

    static boolean hasOneOutput(Site site) {
        return site.node().output(1).isEmpty();
    }

    static boolean hasNoScaledBias(Site site) {
        return !site.hasInput(2) || site.node().floatAttribute("beta", 1) == 1;
    }

    /** A vector factor changes the rank of MatMul's result, which no integer kernel does. */
    static boolean multipliesMatrices(Site site) {
        return site.hasRankFrom(0, 2) && site.hasRankFrom(1, 2);
    }

    /** Pad-11 and later take the value from input 2, earlier versions from an attribute; it is 0 where left out. */
    static boolean padsWithoutNewValues(Site site) {
        Node pad = site.node();
        if (!pad.stringAttribute("mode", "constant").equals("constant")) {
            return true;
        }
        if (site.opset() < 11) {
            return pad.floatAttribute("value", 0) == 0;
        }
        Optional<Tensor> value = site.constant(2);
        return value.map(constant -> constant.toFloats()[0] == 0).orElse(!site.hasInput(2));
    }

    /**
     * What a mask takes out may be what would have set the range: then it has to be gone before anything is rounded.
     */
    static boolean masks(Site site) {
        return IntStream.range(0, 2)
                .anyMatch(slot -> site.constant(slot)
                        .filter(factor -> factor.type() == ElementType.FLOAT && isMask(factor.toFloats()))
                        .isPresent());
    }

    private static boolean isMask(float[] factors) {
        boolean hasZero = false;
        boolean hasOne = false;
        for (float factor : factors) {
            hasZero |= factor == 0;
            hasOne |= factor == 1;
            if (factor != 0 && factor != 1) {
                return false;
            }
        }
        return hasZero && hasOne;
    }

    /** The coordinates of tf_crop_and_resize may lie outside, where a value of its own is filled in. */
    static boolean copiesNearestElements(Site site) {
        Node resize = site.node();
        return resize.stringAttribute("mode", "nearest").equals("nearest")
                && !resize.stringAttribute("coordinate_transformation_mode", "half_pixel")
                        .equals("tf_crop_and_resize");
    }
}
