package dev.octet.prepare;

import dev.octet.prepare.constant.ReplaceConstantNode;
import dev.octet.prepare.fold.FoldAddIntoConv;
import dev.octet.prepare.fold.FoldAddIntoMatMul;
import dev.octet.prepare.fold.FoldBatchNormIntoConv;
import dev.octet.prepare.fold.FoldBatchNormIntoConvTranspose;
import dev.octet.prepare.fold.FoldBatchNormIntoGemm;
import dev.octet.prepare.fold.FoldBatchNormIntoMatMul;
import dev.octet.prepare.fold.FoldBatchNormIntoNextConv;
import dev.octet.prepare.fold.FoldFactorsIntoGemm;
import dev.octet.prepare.fold.FoldMulIntoConv;
import dev.octet.prepare.fold.FoldSlicesIntoConv;
import dev.octet.prepare.fold.MoveBiasOutOfGemm;
import dev.octet.prepare.fold.MoveTransposeOutOfGemm;
import dev.octet.prepare.fold.ReplaceBatchNorm;
import dev.octet.prepare.kernel.ChainMaxPools;
import dev.octet.prepare.kernel.GatherChannels;
import dev.octet.prepare.kernel.MoveConcatBehindMaxPool;
import dev.octet.prepare.kernel.MoveSoftmaxOutOfTransposes;
import dev.octet.prepare.kernel.ReplaceAveragePool;
import dev.octet.prepare.kernel.SeparateBias;
import dev.octet.prepare.kernel.SeparateResidual;
import dev.octet.prepare.kernel.SpellOutSoftmax;
import dev.octet.prepare.kernel.WidenConvolution;
import dev.octet.prepare.shape.FixReshape;
import dev.octet.prepare.shape.MergeReshapes;
import dev.octet.prepare.shape.ReplaceKnownDimensions;
import dev.octet.prepare.shape.ReplaceKnownShape;
import dev.octet.prepare.simplify.CaptureConstantState;
import dev.octet.prepare.simplify.MergePadIntoAveragePool;
import dev.octet.prepare.simplify.MergePadIntoConv;
import dev.octet.prepare.simplify.MergePadIntoMaxPool;
import dev.octet.prepare.simplify.MergeTransposes;
import dev.octet.prepare.simplify.RemoveCast;
import dev.octet.prepare.simplify.RemoveDropout;
import dev.octet.prepare.simplify.RemoveIdentity;
import dev.octet.prepare.simplify.RemoveNeutralConstant;
import dev.octet.prepare.simplify.RemovePad;
import dev.octet.prepare.simplify.RemoveReshape;
import dev.octet.prepare.simplify.RemoveSingleInput;
import dev.octet.prepare.simplify.RemoveSlice;
import dev.octet.prepare.simplify.RemoveTranspose;
import dev.octet.rewrite.Rule;
import java.util.List;

/** The rules that make a float model ready to be observed. Order matters only where a comment says so. */
public final class PreparationRules {
    /** Bring constants to where other rules look for them; none needs to know a type. */
    public static final List<Rule<?>> CONSTANTS =
            List.of(new ReplaceConstantNode(), new RemoveIdentity(), new RemoveDropout(), new CaptureConstantState());

    /** Make shapes constant that are the same for every input. */
    public static final List<Rule<?>> SHAPES =
            List.of(new ReplaceKnownShape(), new ReplaceKnownDimensions(), new FixReshape());

    /** Take out what does nothing, and merge what one node can do. */
    public static final List<Rule<?>> SIMPLIFICATIONS = List.of(
            new RemoveIdentity(),
            new RemoveDropout(),
            new RemoveCast(),
            new RemoveReshape(),
            new RemoveTranspose(),
            new RemovePad(),
            new RemoveSlice(),
            new RemoveSingleInput(),
            new RemoveNeutralConstant(),
            new MergeTransposes(),
            new MergeReshapes(),
            new MergePadIntoConv(),
            new MergePadIntoAveragePool(),
            new MergePadIntoMaxPool());

    /** Compute new weights. */
    public static final List<Rule<?>> FOLDS = List.of(
            new FoldSlicesIntoConv(),
            new FoldBatchNormIntoConv(),
            new FoldBatchNormIntoConvTranspose(),
            new FoldBatchNormIntoGemm(),
            new FoldBatchNormIntoMatMul(),
            new FoldMulIntoConv(),
            new FoldAddIntoConv(),
            new FoldAddIntoMatMul(),
            new FoldFactorsIntoGemm(),
            new MoveBiasOutOfGemm(),
            new MoveTransposeOutOfGemm(),
            // After the rules for what precedes a normalization: only a Conv without padding can take one from behind.
            new FoldBatchNormIntoNextConv());

    /** Spell out what no other rule could take over, so only after all of them. */
    public static final List<Rule<?>> LAST_RESORT = List.of(new ReplaceBatchNorm(), new RemoveNeutralConstant());

    /** Use what ONNX Runtime has good kernels for. */
    public static final List<Rule<?>> KERNELS = List.of(
            new MoveSoftmaxOutOfTransposes(),
            new ChainMaxPools(),
            new MoveConcatBehindMaxPool(),
            new GatherChannels(),
            new SpellOutSoftmax(),
            new ReplaceAveragePool(),
            new WidenConvolution(),
            new SeparateResidual());

    /** Keep ONNX Runtime from fusions after which it finds no integer kernel. */
    public static final List<Rule<?>> BARRIERS = List.of(new SeparateBias());

    private PreparationRules() {}
}
