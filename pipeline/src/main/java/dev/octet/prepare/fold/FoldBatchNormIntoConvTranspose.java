package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Folds an inference-mode {@code BatchNormalization} into the {@code ConvTranspose} that feeds it.
 *
 * <pre>{@code
 * BatchNormalization(ConvTranspose(x, W, b), gamma, beta, mean, variance)   ->   ConvTranspose(x, W', b')
 *
 * k  = gamma / sqrt(variance + epsilon)   [outChannels]
 * W' = W * k                              [inChannels, outChannels/group, ...kernel]
 * b' = (b - mean) * k + beta              [outChannels]
 *
 * W'[i,j,...] = W[i,j,...] * k[i / (inChannels/group) * (outChannels/group) + j]
 * }</pre>
 *
 * <p>Source: ONNX operators ConvTranspose-11 and BatchNormalization-15.
 */
public final class FoldBatchNormIntoConvTranspose implements Rule<NormalizedConvolution> {
    private static final List<Condition<NormalizedConvolution>> CONDITIONS = NormalizedConvolution.conditions();

    @Override
    public Optional<NormalizedConvolution> match(Scope scope, Node root) {
        return NormalizedConvolution.match(scope, root, "ConvTranspose");
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
