package dev.octet;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.insert.Inserted;
import dev.octet.insert.QOperatorForm;
import dev.octet.place.Plan;
import dev.octet.place.QuantizedForm;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.refine.Draft;
import dev.octet.refine.Refined;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The nodes of one graph, without those in bodies, quantized as far as it pays.
 *
 * @param plan which nodes, and why not the others
 * @param done what came of it; empty where all stays float
 * @param reason why all stays float; empty where it does not
 */
record Attempt(Plan plan, Optional<Done> done, String reason) {
    /**
     * A plan that was carried out.
     *
     * @param chosen the ranges that it was carried out with
     * @param draft the quantized model, before it takes another form
     */
    record Done(ChosenRanges chosen, Draft draft) {
        /** The quantized model in the form that was asked for. */
        Inserted inserted(QuantizerConfiguration configuration) {
            Inserted inserted = draft.inserted();
            return configuration.placement().form() == QuantizedForm.QDQ
                    ? inserted
                    : new Inserted(QOperatorForm.of(inserted.model()), inserted.activations(), inserted.constants());
        }
    }

    /**
     * Plans, calibrates and refines.
     *
     * @param original the model as it was given, which latency is compared with
     */
    static Attempt at(
            Model original,
            Prepared prepared,
            QuantizerConfiguration configuration,
            DataSource data,
            Progress progress) {
        PlannedCalibration planned = PlannedCalibration.of(prepared, configuration, data, progress);
        if (planned.ranges().isEmpty()) {
            return leftFloat(planned.plan(), prepared.notes());
        }
        ChosenRanges chosen = planned.ranges().get();
        Optional<Refined> refined =
                Refining.refine(original, prepared.model(), planned, chosen, configuration, data, progress);
        if (refined.isEmpty()) {
            return leftFloat(planned.plan().withNote("ONNX Runtime fuses too little for integers to pay"), List.of());
        }
        Draft draft = refined.get().draft();
        return refined.get()
                .leaveFloat()
                .map(reason -> new Attempt(draft.plan(), Optional.empty(), reason))
                .orElseGet(() -> new Attempt(draft.plan(), Optional.of(new Done(chosen, draft)), ""));
    }

    /** Where the plan has nothing to say, what was noted in preparation may be why there was nothing to quantize. */
    private static Attempt leftFloat(Plan plan, List<String> notes) {
        String reason = Stream.concat(plan.notes().stream(), notes.stream())
                .findFirst()
                .orElse("no node would be faster on integers");
        return new Attempt(plan, Optional.empty(), reason);
    }
}
