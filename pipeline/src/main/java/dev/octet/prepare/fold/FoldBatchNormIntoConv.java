package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Folds an inference-mode {@code BatchNormalization} into the {@code Conv} that feeds it.
 *
 * <pre>{@code
 * BatchNormalization(Conv(x, W, b), gamma, beta, mean, variance)   ->   Conv(x, W', b')
 *
 * k  = gamma / sqrt(variance + epsilon)   [outChannels]
 * W' = W * k                              [outChannels, inChannels/group, ...kernel], k along axis 0
 * b' = (b - mean) * k + beta              [outChannels]
 * }</pre>
 *
 * <p>Source: ONNX operators Conv-11 and BatchNormalization-15; Jacob et al., arXiv:1712.05877, section 3.2.
 */
public final class FoldBatchNormIntoConv implements Rule<NormalizedConvolution> {
    private static final List<Condition<NormalizedConvolution>> CONDITIONS = NormalizedConvolution.conditions();

    @Override
    public Optional<NormalizedConvolution> match(Scope scope, Node root) {
        return NormalizedConvolution.match(scope, root, "Conv");
    }

    @Override
    public List<Condition<NormalizedConvolution>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, NormalizedConvolution match) {
        return match.fold(scope);
    }
}
