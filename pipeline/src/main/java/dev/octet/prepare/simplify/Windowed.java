package dev.octet.prepare.simplify;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An operator that moves a window over space, reading what a {@code Pad} computes.
 *
 * @param padding feeds {@code window}
 * @param window a Conv or a pool
 */
record Windowed(Padding padding, Node window) {
    /** The match at an operator of the given type. */
    static Optional<Windowed> match(Scope scope, Node root, String operator) {
        return root.is(operator)
                ? Padding.producing(scope, root).map(padding -> new Windowed(padding, root))
                : Optional.empty();
    }

    /** What has to hold besides where the operator itself pads with zeros. */
    static final Condition<Windowed> PAD_ADDS_ZEROS = new Condition<>(
            "Pad adds zeros",
            match -> match.padding().isConstant() && match.padding().value().equals(Optional.of(0f)));

    /** What has to hold whatever the operator makes of padding. */
    static final List<Condition<Windowed>> CONDITIONS = List.of(
            new Condition<>(
                    "the padded value has no other use",
                    match -> match.padding().hasOneUse()),
            new Condition<>(
                    "Pad adds known amounts, to space alone",
                    match -> match.padding().spatialAmounts().isPresent()),
            new Condition<>("the window's own padding is given by numbers", Windowed::hasPlainPads));

    private boolean hasPlainPads() {
        String automatic = window.stringAttribute("auto_pad", "NOTSET");
        return (automatic.equals("NOTSET") || automatic.equals("VALID"))
                && ownPads().size()
                        == padding.spatialAmounts().orElse(List.of()).size();
    }

    /** The padding that the operator does itself, begins before ends. */
    List<Long> ownPads() {
        int size = padding.spatialAmounts().orElse(List.of()).size();
        List<Long> none = IntStream.range(0, size).mapToObj(i -> 0L).toList();
        return window.stringAttribute("auto_pad", "NOTSET").equals("VALID")
                ? none
                : window.intsAttribute("pads").orElse(none);
    }

    /** The padding of both together, begins before ends. */
    List<Long> pads() {
        List<Long> own = ownPads();
        List<Long> added = padding.spatialAmounts().orElseThrow();
        return IntStream.range(0, own.size())
                .mapToObj(i -> own.get(i) + added.get(i))
                .toList();
    }

    /** Whether every window of an operator without dilation reaches an element that is not padding. */
    boolean everyWindowReachesTheInput() {
        List<Long> kernel = window.intsAttribute("kernel_shape").orElse(List.of());
        List<Long> pads = pads();
        return pads.size() == 2 * kernel.size()
                && IntStream.range(0, pads.size()).allMatch(i -> pads.get(i) < kernel.get(i % kernel.size()))
                && window.intsAttribute("dilations").orElse(List.of()).stream().allMatch(step -> step == 1);
    }

    /** Puts the operator with all the padding, and perhaps changed otherwise, in place of both. */
    Edit merge(Node changed) {
        return Edit.remove(padding.node(), window)
                .add(changed.withInput(0, padding.input())
                        .withoutAttribute("auto_pad")
                        .withAttribute("pads", new Attribute.Ints(pads())));
    }
}
