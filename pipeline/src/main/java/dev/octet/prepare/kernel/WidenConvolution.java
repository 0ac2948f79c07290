package dev.octet.prepare.kernel;

import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds channels of zeros to a {@code Conv} in front of a {@code MaxPool}, up to a multiple of sixteen.
 *
 * <pre>{@code
 * MaxPool(Relu(Conv(x, W, b)))   ->   MaxPool(Relu(Conv(x, [W; 0], [b; 0])))
 *
 * a Conv that reads it gets columns of zeros; one that convolves each channel by itself gets channels of zeros too, and
 * columns of zeros the one behind it
 * }</pre>
 *
 * <p>ONNX Runtime 1.29 stores images with channels in blocks of 8 or 16, to which a Conv adds zeros by itself. A
 * MaxPool does not: where channels do not fill the blocks the image is rearranged in front of it, pooled by a slower
 * kernel, and rearranged again, which takes longer than the convolution of a small detector's first layer.
 *
 * <p>Source: {@code nchwc_transformer.cc} of ONNX Runtime, {@code TransformPool}.
 */
public final class WidenConvolution implements Rule<WidenConvolution.Match> {
    /** Channels in a block with AVX-512; twice those of other processors. */
    private static final long BLOCK = 16;

    /** What a convolution feeds: {@code between} are nodes that take each channel by itself, down to those that sum. */
    record Match(
            Scope scope,
            Node convolution,
            Optional<Tensor> weight,
            List<Node> between,
            List<Node> sums,
            boolean closed) {
        private long channels() {
            return weight.map(tensor -> tensor.shape().dimension(0)).orElse(0L);
        }

        private long wide() {
            return (channels() + BLOCK - 1) / BLOCK * BLOCK;
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "the convolution's weight and bias are float constants",
                    match -> match.weight().isPresent() && hasConstantBias(match.scope(), match.convolution())),
            new Condition<>("only convolutions with constant weights read what comes of it", Match::closed));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        if (!root.is("MaxPool") || root.outputs().size() != 1) {
            return Optional.empty();
        }
        Optional<Node> limit = scope.producerOfInput(root, 0).filter(node -> node.is("Relu"));
        Node reader = limit.orElse(root);
        return scope.producerOfInput(reader, 0)
                .filter(node -> node.is("Conv") && node.intAttribute("group", 1) == 1)
                .map(convolution -> {
                    List<Node> between = new ArrayList<>();
                    List<Node> sums = new ArrayList<>();
                    boolean closed = collect(scope, convolution.output(), between, sums);
                    return new Match(scope, convolution, weight(scope, convolution), between, sums, closed);
                })
                .filter(match -> match.weight().isEmpty() || match.wide() != match.channels());
    }

    /** Collects what reads a value; false where something does that cannot take more channels. */
    private static boolean collect(Scope scope, String value, List<Node> between, List<Node> sums) {
        boolean closed = !scope.graph().uses().isOutput(value);
        for (Use use : scope.graph().uses().of(value)) {
            Node node = use.node();
            boolean isWindow = use.slot() == 0 && node.outputs().size() == 1;
            if (isWindow && (node.is("Relu") || node.is("MaxPool") || isDepthwise(scope, node))) {
                between.add(node);
                closed &= collect(scope, node.output(), between, sums);
            } else if (isWindow && isSum(scope, node)) {
                sums.add(node);
            } else {
                closed = false;
            }
        }
        return closed;
    }

    private static boolean isSum(Scope scope, Node node) {
        return node.is("Conv")
                && node.intAttribute("group", 1) == 1
                && weight(scope, node).isPresent();
    }

    /** As many channels behind it as before. */
    private static boolean isDepthwise(Scope scope, Node node) {
        return node.is("Conv")
                && node.intAttribute("group", 1) > 1
                && hasConstantBias(scope, node)
                && weight(scope, node)
                        .filter(tensor -> tensor.shape().dimension(0) == node.intAttribute("group", 1))
                        .isPresent();
    }

    private static Optional<Tensor> weight(Scope scope, Node node) {
        return scope.constantInput(node, 1).filter(tensor -> tensor.type() == ElementType.FLOAT);
    }

    private static boolean hasConstantBias(Scope scope, Node node) {
        return node.input(2).isEmpty() || scope.constantInput(node, 2).isPresent();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Widening widening = new Widening(scope, match.wide());
        widening.change(match.convolution(), match.convolution().inputs().get(0), 0);
        match.between().forEach(widening::follow);
        match.sums().forEach(widening::read);
        return widening.edit;
    }

    /** The edit as it grows. */
    private static final class Widening {
        private final Scope scope;
        private final long wide;
        private Edit edit = Edit.NOTHING;
        private final Map<String, String> renamed = new HashMap<>();

        Widening(Scope scope, long wide) {
            this.scope = scope;
            this.wide = wide;
        }

        /** A node that takes each channel by itself. */
        void follow(Node node) {
            change(node, name(node.inputs().get(0)), node.is("Conv") ? 0 : -1);
        }

        /** A node with more channels in and out: it gives a value of another name, since it has another shape. */
        void change(Node node, String input, int axis) {
            String output = scope.names().fresh(node.output() + "_widened");
            renamed.put(node.output(), output);
            Node changed = node.withInput(0, input).withOutputs(List.of(output));
            if (axis == 0) {
                changed = changed.withInput(1, widened(node, 1, 0));
                changed = node.input(2).isPresent() ? changed.withInput(2, widened(node, 2, 0)) : changed;
                changed = node.intAttribute("group", 1) > 1
                        ? changed.withAttribute("group", Attribute.of(wide))
                        : changed;
            }
            edit = edit.and(Edit.remove(node).add(changed));
        }

        /** A convolution that sums over the channels. */
        void read(Node node) {
            Node changed = node.withInput(0, name(node.inputs().get(0))).withInput(1, widened(node, 1, 1));
            edit = edit.and(Edit.remove(node).add(changed));
        }

        private String name(String value) {
            return renamed.getOrDefault(value, value);
        }

        private String widened(Node node, int slot, int axis) {
            String name = scope.names().fresh(node.inputs().get(slot) + "_widened");
            Tensor tensor = scope.constantInput(node, slot).orElseThrow();
            edit = edit.add(Initializer.of(name, Zeros.behind(tensor, axis, wide)));
            return name;
        }
    }
}
