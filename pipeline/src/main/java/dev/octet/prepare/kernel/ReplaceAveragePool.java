package dev.octet.prepare.kernel;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces an {@code AveragePool} of small windows by a {@code Conv} that averages each channel.
 *
 * <pre>{@code
 * AveragePool(x) {kernel_shape = k}   ->   Conv(x, W) {kernel_shape = k, group = C}    every element of W is 1 / product(k)
 * }</pre>
 *
 * <p>ONNX Runtime 1.29 turns every AveragePool between integers into QLinearAveragePool, which is scalar code: a window
 * of 3x3 takes it ten times as long as its depthwise convolution on integers. On floats the two take about as long.
 *
 * <p>Source: ONNX operators AveragePool-7, -10, -11, -19 and Conv-1, -11.
 */
public final class ReplaceAveragePool implements Rule<ReplaceAveragePool.Match> {
    /** Windows of more elements are mostly whole images, which convolutions have no good kernel for. */
    private static final long LARGEST_WINDOW = 25;

    /** {@code channels} and {@code sides} of a float image, empty where they are not known. */
    record Match(Node pool, Optional<Long> channels, List<Long> sides, List<Long> kernel) {
        private boolean countsPadding() {
            return pool.intAttribute("count_include_pad", 0) == 1
                    || (pool.stringAttribute("auto_pad", "NOTSET").matches("NOTSET|VALID")
                            && pool.intsAttribute("pads").stream()
                                    .flatMap(List::stream)
                                    .allMatch(pad -> pad == 0));
        }

        private boolean fits() {
            return sides.size() == 2 && sides.get(0) >= kernel.get(0) && sides.get(1) >= kernel.get(1);
        }

        private long window() {
            return kernel.stream().reduce(1L, (a, b) -> a * b);
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "the pool reads floats of known channels",
                    match -> match.channels().isPresent()),
            new Condition<>(
                    "the pool moves in two dimensions", match -> match.kernel().size() == 2),
            // A pool takes a window that is larger than the image, which a Conv refuses.
            new Condition<>("the image is known to be as large as the window", Match::fits),
            new Condition<>("its padding counts, or there is none", Match::countsPadding),
            new Condition<>("it rounds its size down", match -> match.pool().intAttribute("ceil_mode", 0) == 0),
            new Condition<>("its window is small", match -> match.window() <= LARGEST_WINDOW));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        if (!root.is("AveragePool")) {
            return Optional.empty();
        }
        String input = root.inputs().get(0);
        Optional<List<Dimension>> image = scope.dimensions(input)
                .filter(dimensions -> dimensions.size() == 4)
                .filter(dimensions -> scope.elementType(input).equals(Optional.of(ElementType.FLOAT)));
        Optional<Long> channels = image.filter(dimensions -> dimensions.get(1) instanceof Dimension.Known)
                .map(dimensions -> dimensions.get(1).number().orElseThrow());
        List<Long> sides = image.stream()
                .flatMap(dimensions -> dimensions.subList(2, 4).stream())
                .filter(Dimension.Known.class::isInstance)
                .map(side -> side.number().orElseThrow())
                .toList();
        return Optional.of(new Match(
                root, channels, sides, root.intsAttribute("kernel_shape").orElse(List.of())));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node pool = match.pool();
        long channels = match.channels().orElseThrow();
        float[] elements = new float[Math.toIntExact(channels * match.window())];
        Arrays.fill(elements, 1f / match.window());
        Shape shape =
                Shape.of(channels, 1, match.kernel().get(0), match.kernel().get(1));
        String weight = scope.names().fresh(pool.output() + "_average");
        Map<String, Attribute> attributes = new LinkedHashMap<>(pool.attributes());
        attributes.keySet().removeAll(List.of("count_include_pad", "ceil_mode"));
        attributes.put("group", Attribute.of(channels));
        return Edit.remove(pool)
                .add(Initializer.of(weight, Tensor.ofFloats(shape, elements)))
                .add(Node.of(pool.name(), "Conv", List.of(pool.inputs().get(0), weight), pool.outputs(), attributes));
    }
}
