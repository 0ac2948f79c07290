package dev.octet.prepare.fold;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;

/**
 * The weight that reads a whole value where another read its phases, laid on top of each other as channels.
 *
 * @param parts the phases in the order of the channels; all have the same steps
 */
record PhaseWeights(List<Phase> parts) {
    PhaseWeights {
        parts = List.copyOf(parts);
    }

    /** The weight [out, channels, ...kernel * steps] made of one [out, parts * channels, ...kernel]. */
    Tensor of(Tensor weight) {
        long[] from = weight.shape().dimensions();
        long[] to = from.clone();
        to[1] /= parts.size();
        for (int axis = 2; axis < to.length; axis++) {
            to[axis] *= parts.get(0).steps().get(axis);
        }
        float[] elements = weight.toFloats();
        float[] enlarged = new float[elements.length];
        for (int index = 0; index < elements.length; index++) {
            enlarged[place(index, from, to)] = elements[index];
        }
        return Tensor.ofFloats(Shape.of(to), enlarged);
    }

    /** Where the element with a row-major index goes. */
    private int place(int index, long[] from, long[] to) {
        long[] at = new long[from.length];
        long rest = index;
        for (int axis = from.length - 1; axis >= 0; axis--) {
            at[axis] = rest % from[axis];
            rest /= from[axis];
        }
        Phase part = parts.get((int) (at[1] / to[1]));
        at[1] %= to[1];
        long place = 0;
        for (int axis = 0; axis < to.length; axis++) {
            place = place * to[axis]
                    + at[axis] * part.steps().get(axis)
                    + part.starts().get(axis);
        }
        return (int) place;
    }
}
