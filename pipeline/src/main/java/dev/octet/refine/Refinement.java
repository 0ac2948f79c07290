package dev.octet.refine;

import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.bias.BiasCorrection;
import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.finish.Finish;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.Cause;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.Plan;
import dev.octet.progress.Progress;
import dev.octet.rewrite.Trace;
import dev.octet.rounding.WeightRounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Carries out a plan, looks at the model that comes of it, and changes the plan where the model is not good enough. */
public final class Refinement {
    private static final String NEAREST = " with weights and biases rounded to the nearest, so ";
    private static final String ROUNDED = "weights of convolutions were rounded by what they do to results";
    private static final String CORRECTED = "biases were corrected for the error of means";

    private final Model original;
    private final Model prepared;
    private final DataSource data;
    private final LayerSettings layers;
    private final RefinementSettings settings;
    private final Progress progress;

    /**
     * Looks at models of one float model.
     *
     * @param original the float model as it was given, which latency is compared with
     * @param prepared the float model that plans are made for
     * @param data samples that fit both
     * @param layers how samples are run; their number is set by {@code settings}
     */
    public Refinement(
            Model original,
            Model prepared,
            DataSource data,
            LayerSettings layers,
            RefinementSettings settings,
            Progress progress) {
        this.original = original;
        this.prepared = prepared;
        this.data = data;
        this.layers = layers.withSamples(settings.samples(), 1);
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Carries out a plan that quantizes something.
     *
     * @param ranges the range of every value that the plan observes
     * @param schemes how values are coded that are coded otherwise than the target says, by name
     * @param planner plans the prepared model anew without the nodes that it is given, which come with the reason
     * @return empty where, without what ONNX Runtime does not fuse, nothing is worth quantizing
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses a model or fails; of kind
     *     CANCELLED
     */
    public Optional<FirstDraft> carryOut(
            Plan plan,
            Map<String, Range> ranges,
            Map<String, Scheme> schemes,
            Function<Map<Node, LeftFloat>, Plan> planner) {
        Drafts drafts = new Drafts(prepared, plan, ranges, schemes, planner);
        UnevenHeads.of(prepared.graph(), plan, ranges)
                .forEach(node -> drafts.refuse(
                        node,
                        Cause.UNEVEN,
                        String.format(
                                Locale.ROOT,
                                "it joins values whose ranges differ by more than %.0f times",
                                UnevenHeads.LARGEST_RATIO)));
        return drafts.next().map(draft -> new FirstDraft(draft, drafts));
    }

    /** A plan as it was carried out, with weights rounded to the nearest codes. */
    public final class FirstDraft {
        private final Draft nearest;
        private final Drafts drafts;
        /** Empty without a floor, for then no output is looked at. */
        private final Optional<Mending> mending;

        private final double noise;

        private FirstDraft(Draft nearest, Drafts drafts) {
            this.nearest = nearest;
            this.drafts = drafts;
            this.mending = Double.isInfinite(settings.floor())
                    ? Optional.empty()
                    : Optional.of(new Mending(prepared, data, layers, settings, progress));
            this.noise = mending.map(found -> found.share(nearest)).orElse(0.0);
        }

        /** The noise at the worst output as a share of the signal's power; 0 without a floor. */
        public double noise() {
            return noise;
        }

        /**
         * Whether an output is worse than it may be.
         *
         * @param margin decibels by which it is to be better than it must be
         */
        public boolean isBelowFloor(double margin) {
            return mending.filter(found -> found.isTooMuch(noise * Math.pow(10, margin / 10)))
                    .isPresent();
        }

        /**
         * Changes the plan where an output is worse than it may be, and compares the time that the model takes.
         *
         * @param remedies what is tried where an output is too bad with the nearest codes
         * @param onTarget whether this host is what the plan was made for
         * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses a model or fails; of kind
         *     CANCELLED
         */
        public Refined refined(Remedies remedies, boolean onTarget) {
            Draft draft = mending.filter(found -> found.isTooMuch(noise))
                    .map(found -> mended(found, remedies))
                    .orElse(nearest);
            return new Refined(
                    draft,
                    settings.timed() && onTarget
                            ? SpeedCheck.slower(original, finished(draft), data, layers)
                            : Optional.empty());
        }

        /** The model as it would be written. */
        private Model finished(Draft draft) {
            return Finish.of(draft.inserted().model(), draft.plan().target(), new Trace());
        }

        /** What costs nothing when the model runs is tried before anything is left float. */
        private Draft mended(Mending mending, Remedies remedies) {
            List<String> taken = new ArrayList<>();
            WeightRounding rounding = remedies.rounding().get();
            Draft draft = remedied(nearest, mending, tried -> tried.round(rounding), ROUNDED, taken);
            if (mending.finding(draft).isPresent()) {
                BiasCorrection correction = remedies.correction().get();
                draft = remedied(draft, mending, tried -> tried.correct(correction), CORRECTED, taken);
            }
            String finding = mending.finding(nearest).orElse("");
            Draft mended = mending.mend(draft, drafts);
            return taken.isEmpty() ? mended : mended.noted(finding + NEAREST + String.join(" and ", taken));
        }

        /** A draft with a remedy, which stays for later drafts; without it where it does not help. */
        private Draft remedied(Draft draft, Mending mending, Consumer<Drafts> remedy, String name, List<String> taken) {
            Drafts tried = drafts.copy();
            remedy.accept(tried);
            Optional<Draft> better = tried.next().filter(next -> mending.share(next) < mending.share(draft));
            if (better.isPresent()) {
                remedy.accept(drafts);
                taken.add(name);
            }
            return better.orElse(draft);
        }
    }
}
