package dev.octet.finish;

import dev.octet.graph.Dimension;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lets a {@code Conv} read the parts of a {@code Concat} one after the other, so that nothing is copied together first.
 *
 * <pre>{@code
 * Conv(Concat(x1, x2) {axis=1}, W, b)   ->   Add(Conv(x2, W2), Conv(x1, W1, b))
 *
 * W1, W2   W of the channels of x1, of x2
 * }</pre>
 *
 * <p>ONNX Runtime gives a Conv the other summand as the value to start from, so that the Add costs nothing. Each part
 * goes over all results once more, though, which must not be more than the copies that are saved.
 *
 * <p>Source: ONNX operators Conv-11 and Concat-4 by their definition; ONNX Runtime, {@code nchwc_transformer.cc}.
 */
final class SplitConvOverConcat implements Rule<SplitConvOverConcat.Match> {
    /** Channels that ONNX Runtime lays beside each other at most; a part with an odd number would be copied itself. */
    private static final long BLOCK = 16;

    /**
     * {@code concat} feeds {@code conv}.
     *
     * @param readers all that read the Concat, if each is such a Conv
     * @param channels of each part, where all are known
     */
    record Match(Node concat, FloatConvolution conv, List<FloatConvolution> readers, List<Long> channels) {
        Match {
            readers = List.copyOf(readers);
            channels = List.copyOf(channels);
        }

        private boolean isWholeBlocks() {
            return !channels.isEmpty()
                    && channels.stream().allMatch(count -> count % BLOCK == 0)
                    && channels.stream().mapToLong(Long::longValue).sum() == conv.inChannels();
        }

        private boolean savesCopies() {
            long results =
                    readers.stream().mapToLong(FloatConvolution::outChannels).sum();
            return (concat.inputs().size() - 1) * results <= conv.inChannels();
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>("the Concat joins channels", match -> match.concat().intAttribute("axis", 0) == 1),
            new Condition<>(
                    "nothing but float Convs reads the Concat",
                    match -> !match.readers().isEmpty()),
            new Condition<>("the channels of each part are known, and a multiple of 16", Match::isWholeBlocks),
            new Condition<>("to go over the results again is less than to copy the parts", Match::savesCopies));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return FloatConvolution.of(scope, root)
                .flatMap(conv -> scope.producerOfInput(root, 0)
                        .filter(node -> node.is("Concat") && node.inputs().size() > 1)
                        .map(concat -> new Match(
                                concat,
                                conv,
                                FloatConvolution.onlyReadersOf(scope, concat.output()),
                                channels(scope, concat))));
    }

    /** Empty where they are not all known. */
    private static List<Long> channels(Scope scope, Node concat) {
        List<Long> channels = new ArrayList<>();
        for (String part : concat.inputs()) {
            OptionalLong known = scope.dimensions(part)
                    .filter(dimensions -> dimensions.size() > 1)
                    .map(dimensions -> dimensions.get(1))
                    .map(Dimension::number)
                    .orElse(OptionalLong.empty());
            if (known.isEmpty()) {
                return List.of();
            }
            channels.add(known.getAsLong());
        }
        return channels;
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node conv = match.conv().node();
        Edit edit = Edit.remove(conv);
        String sum = "";
        long first = 0;
        for (int part = 0; part < match.channels().size(); part++) {
            long channels = match.channels().get(part);
            String weight = scope.names().fresh(conv.inputs().get(1) + "_part");
            String result = scope.names().fresh(conv.output() + "_part");
            String bias = part == 0 ? conv.input(2).orElse("") : "";
            String input = match.concat().inputs().get(part);
            edit = edit.add(Initializer.of(weight, match.conv().weightOf(first, channels)))
                    .add(conv.withName(scope.names().fresh(conv.name()))
                            .withInputs(bias.isEmpty() ? List.of(input, weight) : List.of(input, weight, bias))
                            .withOutputs(List.of(result)));
            if (part > 0) {
                boolean isLast = part == match.channels().size() - 1;
                String total = isLast ? conv.output() : scope.names().fresh(conv.output() + "_sum");
                String name = scope.names().fresh(conv.name());
                edit = edit.add(Node.of(name, "Add", List.of(result, sum), List.of(total), Map.of()));
                result = total;
            }
            sum = result;
            first += channels;
        }
        return edit;
    }
}
