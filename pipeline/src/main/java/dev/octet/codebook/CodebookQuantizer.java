package dev.octet.codebook;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.prepare.constant.ReplaceConstantNode;
import dev.octet.prepare.opset.OpsetUpgrade;
import dev.octet.prepare.opset.UpgradeResult;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import java.util.ArrayList;
import java.util.List;

/** Replaces the weights of a model's main graph by codes into codebooks; needs no data. */
public final class CodebookQuantizer {
    private CodebookQuantizer() {}

    /**
     * The model with smaller weights; the same signature, and a higher operator set where the written operators need
     * one.
     *
     * @throws OctetException of kind CONFIGURATION if the model cannot be raised to that operator set; of kind
     *     INVALID_MODEL if a weight has elements that are not finite
     */
    public static CodebookResult quantize(Model model, CodebookSettings settings) {
        List<CodebookWeight> weights = new ArrayList<>();
        Model plain = new RulePass(List.of(new ReplaceConstantNode())).apply(raised(model, settings), new Trace());
        Trace trace = new Trace();
        Model quantized =
                new RulePass(List.of(new ReplaceWeightByCodebook(settings, weights::add))).apply(plain, trace);
        return new CodebookResult(quantized, weights, trace.entries());
    }

    private static Model raised(Model model, CodebookSettings settings) {
        UpgradeResult result = OpsetUpgrade.upgrade(model, settings.opset());
        if (!result.succeeded()) {
            throw OctetException.configuration(
                    "Expected a model that can be raised to operator set %d, which codes of %d bits need, got one that cannot: %s. %s"
                            .formatted(
                                    settings.opset(),
                                    settings.bits(),
                                    result.refusals().get(0),
                                    settings.bits() == 4 ? "8 bits need only 13." : ""));
        }
        return result.model();
    }
}
