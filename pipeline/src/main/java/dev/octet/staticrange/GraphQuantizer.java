package dev.octet.staticrange;

import dev.octet.body.BodyModel;
import dev.octet.body.BodySamples;
import dev.octet.body.BodySite;
import dev.octet.calibrate.data.DataSource;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.insert.Inserted;
import dev.octet.place.Cause;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.PreparationSettings;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Quantizes a graph, then the bodies of its If, Loop and Scan nodes, each as a model of its own with bodies in turn.
 *
 * <p>A body is calibrated with what it is given while the samples run through the float model around it. It is taken
 * into the quantized model only if the outputs around stay good enough and the whole is not slower for it.
 */
final class GraphQuantizer {
    /** What fails on a body alone is a reason to leave it float. */
    private static final Set<Kind> BODY_AT_FAULT = EnumSet.of(Kind.RUNTIME, Kind.INVALID_DATA, Kind.INVALID_MODEL);

    private final Names names;
    private final Progress progress;
    private final List<BodyResult> bodies = new ArrayList<>();

    /**
     * Of one model.
     *
     * @param names gives names that are free in the whole model
     */
    GraphQuantizer(Names names, Progress progress) {
        this.names = names;
        this.progress = progress;
    }

    /**
     * A graph with its bodies.
     *
     * @param attempt what became of the graph's own nodes
     * @param model the model; the prepared one where nothing was quantized
     * @param isQuantized whether anything was quantized
     */
    record Whole(Attempt attempt, Model model, boolean isQuantized) {}

    /** What became of each body with weights, inner ones before those around them. */
    List<BodyResult> bodies() {
        return List.copyOf(bodies);
    }

    /**
     * Quantizes the main graph of a model and its bodies.
     *
     * @param original the model as it was given, which latency is compared with
     */
    Whole quantize(Model original, Prepared prepared, StaticSettings settings, DataSource data) {
        return new Level(prepared, settings, data, "").quantize(original, model -> {
            names.take(model.graph().definedNames());
            return model;
        });
    }

    /** A graph at some depth. */
    private final class Level {
        private final Prepared prepared;
        private final StaticSettings settings;
        private final DataSource data;
        private final String around;

        /** @param around how bodies of this graph are shown to be inside it */
        private Level(Prepared prepared, StaticSettings settings, DataSource data, String around) {
            this.prepared = prepared;
            this.settings = settings;
            this.data = data;
            this.around = around;
        }

        /**
         * Quantizes the graph's own nodes, then the bodies.
         *
         * @param settled what was made of the own nodes, with names that bodies have to leave alone
         */
        private Whole quantize(Model original, UnaryOperator<Model> settled) {
            Attempt attempt = Attempt.at(original, prepared, settings, data, progress);
            Model own = settled.apply(attempt.done()
                    .map(Attempt.Done::inserted)
                    .map(Inserted::model)
                    .orElse(prepared.model()));
            Model whole = own;
            boolean isQuantized = attempt.done().isPresent();
            for (BodySite site : BodySite.in(prepared.model().graph())) {
                Optional<Model> withBody = tryBody(site, whole);
                isQuantized |= withBody.isPresent();
                whole = withBody.orElse(whole);
            }
            return new Whole(attempt, whole, isQuantized);
        }

        /** The model with that body quantized; empty where it stays float. */
        private Optional<Model> tryBody(BodySite site, Model model) {
            String where = site.label() + around;
            int before = bodies.size();
            try {
                return withBody(site, model, where);
            } catch (OctetException failure) {
                if (!BODY_AT_FAULT.contains(failure.kind())) {
                    throw failure;
                }
                String reason = "its model could not be made or run: " + failure.getMessage();
                return left(where, before, Cause.UNSUITABLE_VALUE.because(reason));
            }
        }

        private Optional<Model> withBody(BodySite site, Model model, String where) {
            int before = bodies.size();
            BodyModel body = BodyModel.of(prepared.model(), prepared.types(), site);
            if (!body.isRunnable()) {
                LeftFloat why = Cause.UNSUITABLE_VALUE.because("something that goes in is no tensor of a known type");
                return left(where, before, why);
            }
            Optional<BodySamples> opened = BodySamples.of(prepared.model(), body, data, settings.calibration());
            if (opened.isEmpty()) {
                LeftFloat why = Cause.UNKNOWN_OPERATOR.because("only of If, Loop and Scan is known when a body runs");
                return left(where, before, why);
            }
            try (BodySamples samples = opened.get()) {
                return samples.isEmpty()
                        ? left(where, before, Cause.UNSEEN.because("it did not run on any sample"))
                        : withBody(site, model, where, samples);
            }
        }

        private Optional<Model> withBody(BodySite site, Model model, String where, BodySamples samples) {
            int before = bodies.size();
            StaticSettings within = inside();
            BodyModel body = samples.body();
            Prepared alone = Preparation.prepare(body.model(), within.preparation());
            Whole inner = new Level(alone, within, samples, ", in " + where)
                    .quantize(body.model(), made -> body.renamed(made, names));
            if (!inner.isQuantized()) {
                LeftFloat why = Cause.WHOLE_MODEL.because(inner.attempt().reason());
                return left(where, before, why);
            }
            Model candidate = site.replacedIn(model, body, inner.model());
            Optional<LeftFloat> objection = BodyCheck.objection(prepared.model(), model, candidate, settings, data);
            if (objection.isPresent()) {
                return left(where, before, objection.get());
            }
            bodies.add(BodyResult.of(where, inner.attempt()));
            return Optional.of(candidate);
        }

        /** What was done inside a body that stays float was for nothing. */
        private Optional<Model> left(String where, int before, LeftFloat why) {
            bodies.subList(before, bodies.size()).clear();
            bodies.add(new BodyResult(where, new BodyResult.LeftFloat(why)));
            return Optional.empty();
        }

        /** What is constant or fed back goes into the model around; and all bodies are of one operator set. */
        private StaticSettings inside() {
            PreparationSettings preparation = settings.preparation();
            return settings.withCalibration(settings.calibration().inside())
                    .withRefinement(settings.refinement().withTimed(false))
                    .withPreparation(preparation.withOpset(
                            Math.min(preparation.opset(), prepared.model().opset())));
        }
    }
}
