package dev.octet.place;

import dev.octet.affine.Range;

/** What an integer kernel needs of one input or makes of one output. */
public sealed interface Spec {
    /** A float value quantized per tensor with parameters of its own. */
    record Activation() implements Spec {}

    /**
     * A constant quantized ahead of time.
     *
     * @param axis where its output channels lie
     * @param computedToo whether a computed value is accepted as well, as an activation
     */
    record Weight(ChannelAxis axis, boolean computedToo) implements Spec {}

    /**
     * A constant vector of int32 whose scale is the product of two others.
     *
     * @param input slot of the activation
     * @param weight slot of the weight
     */
    record Bias(int input, int weight) implements Spec {}

    /**
     * A value with the parameters of an input, because its elements are a selection of that input's.
     *
     * @param input slot of that input
     */
    record SameAs(int input) implements Spec {}

    /**
     * A value whose range follows from the operator's definition.
     *
     * @param range the range
     */
    record Fixed(Range range) implements Spec {}

    /** Something that is not quantized: indices, shapes, conditions. */
    record Untouched() implements Spec {}
}
