package dev.octet.finish;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lets a {@code Conv} that looks at single positions run before a {@code Resize} that only repeats positions.
 *
 * <pre>{@code
 * Conv(Resize(x) {mode=nearest}, W, b) {kernel of 1}   ->   Resize(Conv(x, W, b)) {mode=nearest}
 * }</pre>
 *
 * <p>The same results, repeated instead of computed again: a quarter of the work where the image doubles.
 *
 * <p>Source: ONNX operators Conv-11 and Resize-11, -13, -18, -19.
 */
final class MoveResizeBehindConv implements Rule<MoveResizeBehindConv.Match> {
    private static final int SCALES = 2;
    private static final int SIZES = 3;

    /**
     * {@code resize} feeds {@code conv}.
     *
     * @param scales how much larger each dimension becomes, empty where that is not given
     * @param readers all that read the result, if each is a float Conv
     */
    record Match(Node resize, FloatConvolution conv, List<Float> scales, List<FloatConvolution> readers) {
        Match {
            scales = List.copyOf(scales);
            readers = List.copyOf(readers);
        }

        private boolean repeats() {
            return resize.stringAttribute("mode", "nearest").equals("nearest")
                    && !resize.stringAttribute("coordinate_transformation_mode", "half_pixel")
                            .equals("tf_crop_and_resize");
        }

        private boolean enlarges() {
            return resize.input(SIZES).isEmpty()
                    && scales.size() == conv.weight().shape().rank()
                    && IntStream.range(0, scales.size())
                            .allMatch(axis -> axis < 2 ? scales.get(axis) == 1 : scales.get(axis) >= 1);
        }

        private boolean isLess() {
            return readers.stream().mapToLong(FloatConvolution::outChannels).sum() <= conv.inChannels();
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>("the Resize takes the nearest position", Match::repeats),
            new Condition<>("its factors are constant and make no image smaller", Match::enlarges),
            new Condition<>(
                    "nothing but float Convs that look at single positions reads its result",
                    match -> !match.readers().isEmpty()
                            && match.readers().stream().allMatch(FloatConvolution::isPointwise)),
            new Condition<>("the results to resize are no more than what was resized", Match::isLess));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return FloatConvolution.of(scope, root)
                .flatMap(conv -> scope.producerOfInput(root, 0)
                        .filter(node -> node.is("Resize"))
                        .map(resize -> new Match(
                                resize,
                                conv,
                                scales(scope, resize),
                                FloatConvolution.onlyReadersOf(scope, resize.output()))));
    }

    private static List<Float> scales(Scope scope, Node resize) {
        float[] scales =
                scope.constantInput(resize, SCALES).map(Tensor::toFloats).orElse(new float[0]);
        return IntStream.range(0, scales.length).mapToObj(axis -> scales[axis]).toList();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node resize = match.resize();
        Node conv = match.conv().node();
        String small = scope.names().fresh(conv.output() + "_small");
        Node first = conv.withInput(0, resize.inputs().get(0)).withOutputs(List.of(small));
        Node second = resize.withName(scope.names().fresh(resize.name()))
                .withInput(0, small)
                .withOutputs(conv.outputs());
        return Edit.remove(conv).add(first, second);
    }
}
