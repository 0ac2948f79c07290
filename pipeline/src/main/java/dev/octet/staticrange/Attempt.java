package dev.octet.staticrange;

import dev.octet.calibrate.data.DataSource;
import dev.octet.finish.Finish;
import dev.octet.graph.Model;
import dev.octet.insert.Inserted;
import dev.octet.insert.QOperatorForm;
import dev.octet.place.Plan;
import dev.octet.place.QuantizedForm;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.refine.Draft;
import dev.octet.refine.Refined;
import dev.octet.rewrite.Trace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The nodes of one graph, without those in bodies, quantized as far as it pays.
 *
 * @param prepared the float model that was planned
 * @param plan which nodes, and why not the others
 * @param done what came of it; empty where all stays float
 * @param reason why all stays float; empty where it does not
 */
record Attempt(Prepared prepared, Plan plan, Optional<Done> done, String reason) {
    /**
     * A plan that was carried out.
     *
     * @param chosen the ranges that it was carried out with
     * @param draft the quantized model, before it is finished
     * @param inserted the finished model in the form that was asked for
     */
    record Done(ChosenRanges chosen, Draft draft, Inserted inserted) {
        private static Done of(ChosenRanges chosen, Draft draft, QuantizedForm form, Trace trace) {
            Inserted inserted = draft.inserted();
            Model model = Finish.of(inserted.model(), draft.plan().target(), trace);
            Model formed = form == QuantizedForm.QDQ ? model : QOperatorForm.of(model);
            return new Done(chosen, draft, new Inserted(formed, inserted.activations(), inserted.constants()));
        }
    }

    /**
     * Plans, calibrates and refines.
     *
     * @param original the model as it was given, which latency is compared with
     */
    static Attempt at(Model original, Prepared prepared, StaticSettings settings, DataSource data, Progress progress) {
        Variant best = Variant.best(original, prepared, settings, data, progress);
        Plan plan = best.planned().plan();
        if (best.planned().ranges().isEmpty()) {
            return leftFloat(best.prepared(), plan, prepared.notes());
        }
        if (best.refining().isEmpty()) {
            Plan noted = plan.withNote("ONNX Runtime fuses too little for integers to pay");
            return leftFloat(best.prepared(), noted, List.of());
        }
        Refining refining = best.refining().get();
        Refined refined = refining.refined();
        Draft draft = refined.draft();
        Trace trace = best.prepared().trace().copy();
        QuantizedForm form = settings.placement().form();
        Optional<Done> done = refined.leaveFloat().isPresent()
                ? Optional.empty()
                : Optional.of(Done.of(refining.chosen(), draft, form, trace));
        return new Attempt(
                best.prepared().withTrace(trace),
                draft.plan(),
                done,
                refined.leaveFloat().orElse(""));
    }

    /** Where the plan has nothing to say, what was noted in preparation may be why there was nothing to quantize. */
    private static Attempt leftFloat(Prepared prepared, Plan plan, List<String> notes) {
        String reason = Stream.concat(plan.notes().stream(), notes.stream())
                .findFirst()
                .orElse("no node would be faster on integers");
        return new Attempt(prepared, plan, Optional.empty(), reason);
    }
}
