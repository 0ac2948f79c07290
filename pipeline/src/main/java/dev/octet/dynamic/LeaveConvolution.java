package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/** Says of each convolution that it stays float: ConvInteger has no fast kernel in ONNX Runtime's CPU provider. */
final class LeaveConvolution implements Rule<Node> {
    @Override
    public Optional<Node> match(Scope scope, Node root) {
        return root.is("Conv") || root.is("ConvTranspose") ? Optional.of(root) : Optional.empty();
    }

    @Override
    public List<Condition<Node>> conditions() {
        return List.of(new Condition<>(
                "ONNX Runtime runs a convolution faster than float where its input is quantized while the model runs",
                node -> false));
    }

    @Override
    public Edit rewrite(Scope scope, Node match) {
        return Edit.NOTHING;
    }
}
