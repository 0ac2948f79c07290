package dev.octet.prepare;

import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.prepare.constant.FixInitializers;
import dev.octet.prepare.constant.FoldConstants;
import dev.octet.prepare.function.InlineFunctions;
import dev.octet.prepare.opset.OpsetUpgrade;
import dev.octet.prepare.opset.UpgradeResult;
import dev.octet.prepare.precision.WidenHalfFloats;
import dev.octet.prepare.simplify.RemoveDeadNodes;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a float model ready to be observed and quantized: what is constant becomes an initializer, operators become
 * those that can be quantized, and what a neighbour can do becomes part of the neighbour.
 *
 * <p>The result has the same required inputs and the same outputs and computes the same, but for rounding.
 */
public final class Preparation {
    /** Each shape made constant may let ONNX Runtime infer the next; beyond this many, little is gained. */
    private static final int SHAPE_ROUNDS = 8;

    /** Reasons shown for one and the same outcome. */
    private static final int SHOWN_REFUSALS = 3;

    private final PreparationSettings settings;
    private final SoundTypes types = new SoundTypes();
    private final Trace trace = new Trace();
    private final List<String> notes = new ArrayList<>();

    private Preparation(PreparationSettings settings) {
        this.settings = settings;
    }

    /** Prepares a model. */
    public static Prepared prepare(Model model, PreparationSettings settings) {
        return new Preparation(settings).run(model);
    }

    private Prepared run(Model original) {
        FoldConstants foldConstants = new FoldConstants(settings.foldLimit());
        RemoveDeadNodes removeDeadNodes = new RemoveDeadNodes();
        InlineFunctions inlineFunctions = new InlineFunctions();
        Pass constants = new RulePass(PreparationRules.CONSTANTS)
                .then(removeDeadNodes)
                .then(foldConstants)
                .then(new RulePass(PreparationRules.SHAPES, types)
                        .then(foldConstants)
                        .repeated(SHAPE_ROUNDS));
        List<Pass> passes = List.of(
                new FixInitializers(settings.fixOverridable()),
                // Before the upgrade, which does not see what callers give, and after it, when all versions agree.
                inlineFunctions,
                // Before everything that computes or compares constants.
                new WidenHalfFloats(),
                // Before the upgrade, which rewrites less where it sees shapes, and after it, because it adds nodes.
                constants,
                this::upgrade,
                inlineFunctions,
                constants,
                new RulePass(PreparationRules.SIMPLIFICATIONS, types),
                new RulePass(PreparationRules.FOLDS, types),
                new RulePass(PreparationRules.LAST_RESORT, types),
                new RulePass(settings.forOnnxRuntime() ? PreparationRules.KERNELS : List.of(), types),
                new RulePass(
                        settings.forOnnxRuntime() && settings.separateBiases() ? PreparationRules.BARRIERS : List.of(),
                        types),
                foldConstants,
                removeDeadNodes);
        Model model = original;
        for (Pass pass : passes) {
            model = pass.apply(model, trace);
        }
        noteOverridable(model);
        Map<String, ValueType> known = types.types(model);
        notes.addAll(types.notes());
        return new Prepared(model, trace, notes, known);
    }

    private Model upgrade(Model model, Trace ignored) {
        UpgradeResult upgrade = OpsetUpgrade.upgrade(model, settings.opset(), types);
        // Another version of an operator may give another type, as the mask of Dropout.
        types.forget();
        if (!upgrade.succeeded()) {
            List<String> refusals = upgrade.refusals();
            String more =
                    refusals.size() > SHOWN_REFUSALS ? " And %d more.".formatted(refusals.size() - SHOWN_REFUSALS) : "";
            String shown = refusals.stream().limit(SHOWN_REFUSALS).collect(Collectors.joining("; "));
            notes.add("The model keeps opset %d instead of %d: %s%s"
                    .formatted(model.opset(), settings.opset(), shown, more));
        }
        return upgrade.model();
    }

    private void noteOverridable(Model model) {
        List<Value> overridable = FixInitializers.overridable(model);
        if (!overridable.isEmpty()) {
            notes.add(
                    "%d initializers are inputs too, so a caller may override them and they are no constants ('%s' ...); fix-overridable makes them some."
                            .formatted(overridable.size(), overridable.get(0).name()));
        }
    }
}
