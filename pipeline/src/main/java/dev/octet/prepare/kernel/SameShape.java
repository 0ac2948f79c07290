package dev.octet.prepare.kernel;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A {@code Reshape} to the shape that a value has: it copies nothing and computes nothing, and ONNX Runtime neither
 * removes it nor fuses what is on its two sides.
 *
 * <p>Source: ONNX operator Reshape-5: an entry 0 stands for the same dimension of the input.
 */
final class SameShape {
    private SameShape() {}

    /**
     * Puts one behind a value of known rank.
     *
     * @param readers nodes that read it in place of the value from now on
     */
    static Edit between(Scope scope, String value, int rank, List<Node> readers) {
        long[] zeros = new long[rank];
        String shape = scope.names().fresh(value + "/same_shape");
        String view = scope.names().fresh(value + "/view");
        Edit edit = Edit.remove(readers.toArray(Node[]::new))
                .add(Initializer.of(shape, Tensor.vector(zeros)))
                .add(Node.of(view, "Reshape", List.of(value, shape), List.of(view), Map.of()));
        for (Node reader : readers) {
            edit = edit.add(reader.withInputs(reader.inputs().stream()
                    .map(input -> input.equals(value) ? view : input)
                    .toList()));
        }
        return edit;
    }
}
