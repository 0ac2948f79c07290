package dev.octet.finish;

import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.insert.FusedSilu;
import dev.octet.place.Target;
import dev.octet.prepare.simplify.RemoveDeadNodes;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Scope;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.TypeInference;
import java.util.List;
import java.util.Map;

/** The last step before a quantized model is written. */
public final class Finish {
    private static final List<Rule<?>> EVERYWHERE = List.of(new RemoveNeedlessMask());

    /** Good where convolutions on floats keep channels in blocks; a later one sees what an earlier one made. */
    static final List<Rule<?>> IN_BLOCKS =
            List.of(new SplitConvOverConcat(), new MoveResizeBehindConv(), new MoveTransposeBeforeReshape());

    private Finish() {}

    /**
     * The same model without what its codes make needless, and with what stays float arranged for its target; the same
     * object where nothing is to be gained.
     *
     * @param trace where it is noted what was done
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses the model
     */
    public static Model of(Model model, Target target, Trace trace) {
        Model plain = applied(EVERYWHERE, model, trace);
        if (!target.conventions().onnxRuntime()) {
            return plain;
        }
        Model fused = FusedSilu.in(plain);
        return target.keepsChannelsInBlocks() ? applied(IN_BLOCKS, fused, trace) : fused;
    }

    private static Model applied(List<Rule<?>> rules, Model model, Trace trace) {
        Model finished = model;
        for (Rule<?> rule : rules) {
            // What is no longer read is removed in between, because rules ask what reads a value.
            Pass pass = new RulePass(List.of(rule), TypeInference::infer).then(new RemoveDeadNodes());
            finished = isAnyMatch(finished, rule) ? pass.apply(finished, trace) : finished;
        }
        return finished;
    }

    /** To ask ONNX Runtime for types takes a while, and most models need none. */
    private static boolean isAnyMatch(Model model, Rule<?> rule) {
        Scope scope = new Scope(model.graph(), model.opsetImports(), Names.of(model), Map::of);
        return model.graph().nodes().stream()
                .anyMatch(node -> rule.match(scope, node).isPresent());
    }
}
