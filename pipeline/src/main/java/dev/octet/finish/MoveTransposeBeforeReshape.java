package dev.octet.finish;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts channels last before the positions of images are lined up, where a detector does so afterwards.
 *
 * <pre>{@code
 * y = Transpose(v) {perm=[0,2,1]}        where v is one of
 *
 * Reshape(x, [N, C, -1])                 y = Reshape(Transpose(x) {perm=[0,2,3,1]}, [0, -1, C])
 * Reshape(Concat(x1, x2) {axis=1}, ...)  y = Concat(y1, y2) {axis=2}
 * Concat(v1, v2) {axis=2}                y = Concat(y1, y2) {axis=1}
 * }</pre>
 *
 * <p>x is an image [N, C, height, width]. ONNX Runtime computes convolutions on floats with channels in blocks and has
 * to rearrange what comes out anyway; then it writes it with channels last right away. What convolutions on integers
 * give has them last already.
 *
 * <p>Source: ONNX operators Transpose-1, Concat-4 and Reshape-5 by their definition; ONNX Runtime,
 * {@code nchwc_transformer.cc}.
 */
final class MoveTransposeBeforeReshape implements Rule<MoveTransposeBeforeReshape.Match> {
    private static final List<Long> LINES_TO_COLUMNS = List.of(0L, 2L, 1L);
    private static final Attribute CHANNELS_LAST = Attribute.ints(0, 2, 3, 1);

    /** What is transposed, in pieces. */
    sealed interface Piece {}

    /** An image [N, channels, height, width] that is lined up. */
    record Image(String value, long channels) implements Piece {}

    /** Pieces joined along an axis of the transposed result. */
    record Joined(List<Piece> pieces, long axis) implements Piece {
        Joined {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * The root.
     *
     * @param piece what it transposes; empty where that is something else
     */
    record Match(Node transpose, Optional<Piece> piece) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(new Condition<>(
            "it transposes nothing but images of known channels, lined up for this alone",
            match -> match.piece().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        boolean isOne = root.is("Transpose")
                && root.intsAttribute("perm").equals(Optional.of(LINES_TO_COLUMNS))
                && scope.producerOfInput(root, 0)
                        .filter(node -> node.is("Reshape") || node.is("Concat"))
                        .isPresent();
        return isOne ? Optional.of(new Match(root, lines(scope, root.inputs().get(0)))) : Optional.empty();
    }

    /** A value [N, channels, positions] in pieces. */
    private static Optional<Piece> lines(Scope scope, String value) {
        Optional<Node> producer = scope.graph().uses().producer(value).filter(node -> scope.usedOnce(value));
        if (producer.filter(node -> isConcat(node, 2)).isPresent()) {
            return joined(
                    producer.get().inputs().stream()
                            .map(part -> lines(scope, part))
                            .toList(),
                    1);
        }
        return producer.filter(node -> node.is("Reshape"))
                .filter(node -> linesUp(scope, node))
                .flatMap(node -> image(scope, node.inputs().get(0)));
    }

    /** A value [N, channels, height, width] in pieces. */
    private static Optional<Piece> image(Scope scope, String value) {
        Optional<Node> concat =
                scope.graph().uses().producer(value).filter(node -> isConcat(node, 1) && scope.usedOnce(value));
        return concat.isPresent()
                ? joined(
                        concat.get().inputs().stream()
                                .map(part -> image(scope, part))
                                .toList(),
                        2)
                : dimension(scope, value, 1)
                        .filter(Dimension.Known.class::isInstance)
                        .map(channels -> new Image(value, ((Dimension.Known) channels).size()));
    }

    private static Optional<Piece> joined(List<Optional<Piece>> pieces, long axis) {
        return pieces.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new Joined(pieces.stream().flatMap(Optional::stream).toList(), axis))
                : Optional.empty();
    }

    private static boolean isConcat(Node node, long axis) {
        return node.is("Concat") && node.intAttribute("axis", 0) == axis;
    }

    /** Whether a Reshape leaves the first two dimensions of an image alone and makes one of the others. */
    private static boolean linesUp(Scope scope, Node reshape) {
        String from = reshape.inputs().get(0);
        String to = reshape.output();
        return scope.rank(from).equals(Optional.of(4))
                && scope.rank(to).equals(Optional.of(3))
                && isSame(dimension(scope, from, 0), dimension(scope, to, 0))
                && isSame(dimension(scope, from, 1), dimension(scope, to, 1));
    }

    private static boolean isSame(Optional<Dimension> one, Optional<Dimension> other) {
        return one.equals(other)
                && one.filter(dimension -> !(dimension instanceof Dimension.Unknown))
                        .isPresent();
    }

    private static Optional<Dimension> dimension(Scope scope, String value, int axis) {
        return scope.dimensions(value)
                .filter(dimensions -> dimensions.size() == 4 || dimensions.size() == 3)
                .map(dimensions -> dimensions.get(axis));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node transpose = match.transpose();
        return Edit.remove(transpose).and(columns(scope, match.piece().orElseThrow(), transpose.output()));
    }

    /** Computes a value [N, positions, channels]. */
    private static Edit columns(Scope scope, Piece piece, String result) {
        if (piece instanceof Image image) {
            return columns(scope, image, result);
        }
        Joined joined = (Joined) piece;
        Edit edit = Edit.remove();
        List<String> parts = joined.pieces().stream()
                .map(ignored -> scope.names().fresh(result + "_part"))
                .toList();
        for (int i = 0; i < parts.size(); i++) {
            edit = edit.and(columns(scope, joined.pieces().get(i), parts.get(i)));
        }
        return edit.add(Node.of(
                scope.names().fresh(result + "/join"),
                "Concat",
                parts,
                List.of(result),
                Map.of("axis", Attribute.of(joined.axis()))));
    }

    private static Edit columns(Scope scope, Image image, String result) {
        String last = scope.names().fresh(image.value() + "_last");
        String shape = scope.names().fresh(result + "/shape");
        return Edit.remove()
                .add(Initializer.of(shape, Tensor.vector(0, -1, image.channels())))
                .add(
                        Node.of(
                                scope.names().fresh(image.value() + "/last"),
                                "Transpose",
                                List.of(image.value()),
                                List.of(last),
                                Map.of("perm", CHANNELS_LAST)),
                        Node.of(
                                scope.names().fresh(result + "/lines"),
                                "Reshape",
                                List.of(last, shape),
                                List.of(result),
                                Map.of()));
    }
}
