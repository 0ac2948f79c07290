package dev.octet.body;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;

/** Tensors of one boolean. */
final class Flags {
    private Flags() {}

    static boolean isTrue(Tensor flag) {
        return flag.data().buffer().get(0) != 0;
    }

    static Tensor of(boolean value, Shape shape) {
        return Tensor.ofBytes(ElementType.BOOL, shape, (byte) (value ? 1 : 0));
    }
}
