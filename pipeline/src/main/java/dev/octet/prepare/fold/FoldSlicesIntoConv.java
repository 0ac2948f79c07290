package dev.octet.prepare.fold;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Folds Slices that take an image apart into its even and odd rows and columns, and the Concat that lays them on top of
 * each other, into the Conv that reads them. This is the "Focus" layer at the beginning of YOLOv5 and YOLOX.
 *
 * <pre>{@code
 * Conv(Concat(x[:,:,0::2,0::2], x[:,:,1::2,0::2], ...) {axis=1}, W, b) {strides = s, pads = p}
 *     ->   Conv(x, W', b) {strides = 2 s, pads = 2 p}
 *
 * W'[o, c, 2 i + row, 2 j + column] = W[o, part * channels + c, i, j]
 * }</pre>
 *
 * <p>x is [batch, channels, ...space]; row and column are where the part with this number begins. The products are the
 * same, and nothing is copied first.
 *
 * <p>Source: Slice-10, Concat-4 and Conv-11 of ONNX by their definition.
 */
public final class FoldSlicesIntoConv implements Rule<FoldSlicesIntoConv.Match> {
    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "the Concat has no other use",
                    match -> match.scope().usedOnce(match.concat().output())),
            new Condition<>("all parts are of one value, each once", Match::takesEachPhaseOnce),
            new Condition<>("channels and batch are not taken apart", Match::takesSpaceApart),
            new Condition<>("the sizes are known, and multiples of the steps", Match::dividesEvenly),
            new Condition<>(
                    "the weight is constant and the Conv has neither groups nor dilations", Match::isPlainConv));

    /** {@code concat} of {@code parts} feeds {@code conv}. */
    record Match(Scope scope, Node concat, Node conv, List<Phase> parts) {
        Match {
            parts = List.copyOf(parts);
        }

        private List<Long> steps() {
            return parts.get(0).steps();
        }

        private String source() {
            return parts.get(0).source();
        }

        private boolean takesEachPhaseOnce() {
            long phases = steps().stream().reduce(1L, (a, b) -> a * b);
            return phases > 1
                    && parts.stream().allMatch(part -> part.source().equals(source()))
                    && parts.stream().allMatch(part -> part.steps().equals(steps()))
                    && parts.size() == phases
                    && new HashSet<>(parts).size() == phases;
        }

        private boolean takesSpaceApart() {
            return steps().size() >= 3 && steps().get(0) == 1 && steps().get(1) == 1;
        }

        private boolean dividesEvenly() {
            List<Dimension> dimensions = scope.dimensions(source()).orElse(List.of());
            for (int axis = 1; axis < dimensions.size(); axis++) {
                OptionalLong size = dimensions.get(axis).number();
                if (size.isEmpty() || size.getAsLong() % steps().get(axis) != 0) {
                    return false;
                }
            }
            return dimensions.size() == steps().size();
        }

        private boolean isPlainConv() {
            Optional<Tensor> weight = scope.constantInput(conv, 1)
                    .filter(tensor -> tensor.type() == ElementType.FLOAT)
                    .filter(tensor -> tensor.shape().rank() == steps().size());
            return weight.isPresent()
                    && conv.intAttribute("group", 1) == 1
                    && conv.stringAttribute("auto_pad", "NOTSET").equals("NOTSET")
                    && conv.intsAttribute("dilations").orElse(List.of()).stream()
                            .allMatch(dilation -> dilation == 1);
        }

        /** A list of the Conv, one number for each spatial axis and perhaps for both ends, times the steps. */
        private Attribute enlarged(String attribute, int ends, long usual) {
            List<Long> space = steps().subList(2, steps().size());
            List<Long> values = conv.intsAttribute(attribute).orElse(Collections.nCopies(ends * space.size(), usual));
            List<Long> enlarged = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                enlarged.add(values.get(i) * space.get(i % space.size()));
            }
            return new Attribute.Ints(enlarged);
        }

        private Tensor weight() {
            return new PhaseWeights(parts).of(scope.constantInput(conv, 1).orElseThrow());
        }
    }

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        if (!root.is("Conv")) {
            return Optional.empty();
        }
        return scope.producerOfInput(root, 0)
                .filter(node -> node.is("Concat") && node.intAttribute("axis", 1) == 1)
                .filter(node -> node.inputs().size() > 1)
                .flatMap(concat -> parts(scope, concat).map(parts -> new Match(scope, concat, root, parts)));
    }

    private static Optional<List<Phase>> parts(Scope scope, Node concat) {
        List<Phase> parts = new ArrayList<>();
        for (String input : concat.inputs()) {
            Optional<Phase> part = scope.graph()
                    .uses()
                    .producer(input)
                    .filter(node -> node.is("Slice"))
                    .flatMap(slice -> Phase.of(scope, input));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Tensor weight = match.weight();
        String name = scope.names().fresh(match.conv().inputs().get(1));
        List<Long> kernel =
                LongStream.of(weight.shape().dimensions()).skip(2).boxed().toList();
        Node conv = match.conv()
                .withInput(0, match.source())
                .withInput(1, name)
                .withAttribute("kernel_shape", new Attribute.Ints(kernel))
                .withAttribute("strides", match.enlarged("strides", 1, 1))
                .withAttribute("pads", match.enlarged("pads", 2, 0));
        // The Slices have lost their reader, and dead nodes go at the end.
        return Edit.remove(match.concat(), match.conv()).add(conv).add(Initializer.of(name, weight));
    }
}
