package dev.octet.refine;

import dev.octet.affine.Affine;
import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.compare.layers.Noise;
import dev.octet.compare.layers.ReferenceOutputs;
import dev.octet.compare.layers.Sensitivity;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.insert.Inserted;
import dev.octet.place.Cause;
import dev.octet.place.Parameters.Shared;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Leaves float what costs an output most, until each output is good enough or integers hardly pay any more.
 *
 * <p>{@link Relief} chooses by the sum of what each does alone, scaled by what was measured of all together; then the
 * new model is measured, and the sum is scaled anew. Where that went too far, the last choices are taken back as long
 * as the output stays good enough.
 */
final class Mending {
    /** Each round is measured; the sums are near enough for two or three. */
    private static final int ROUNDS = 4;
    /** Aim somewhat below what is allowed, for what is not additive, and for samples not seen here. */
    private static final double AIM = 0.7;
    /**
     * Nanoseconds that the runs which find the error of each value may be expected to take. Expected, not measured, so
     * that the answer does not depend on the machine or on what else it does.
     */
    private static final double LONGEST_SEARCH = 8e9;
    /** With fewer runs, next to nothing is found out; they are made as long as they may not take too long. */
    private static final int FEWEST_RUNS = 64;
    /** Nanoseconds that the fewest runs may be expected to take; a model that would take longer is not mended. */
    private static final double LONGEST_FEWEST = 20e9;

    private static final String REASON = "on integers it would cost an output too much accuracy";

    private final Model prepared;
    private final DataSource data;
    private final LayerSettings layers;
    private final ReferenceOutputs outputs;
    private final double allowed;
    private final double floor;
    private final double keptSaving;
    private final Progress progress;
    /** What was measured, for it is asked for more than once. */
    private final IdentityHashMap<Model, Optional<Map.Entry<String, Noise>>> measured = new IdentityHashMap<>();

    Mending(Model prepared, DataSource data, LayerSettings layers, RefinementSettings settings, Progress progress) {
        this.prepared = prepared;
        this.data = data;
        this.layers = layers;
        this.outputs = ReferenceOutputs.of(prepared, data, layers);
        this.floor = settings.floor();
        this.keptSaving = settings.keptSaving();
        this.allowed = Math.pow(10, -floor / 10);
        this.progress = progress;
    }

    /** What some of the choices lead to: the draft, and the noise at its worst output as a share of the signal. */
    private record Reached(int choices, Draft draft, double share) {}

    /** Whether noise is more than an output may have, as a share of the signal's power. */
    boolean isTooMuch(double share) {
        return share > allowed;
    }

    /** What is wrong with a draft, if anything. */
    Optional<String> finding(Draft draft) {
        return worst(draft)
                .filter(worst -> worst.getValue().share() > allowed)
                .map(worst -> String.format(
                        Locale.ROOT,
                        "output '%s' has %.1f dB, which is below %.0f dB",
                        worst.getKey(),
                        worst.getValue().sqnr(),
                        floor));
    }

    /** The mended draft; the first one, with a note, where mending does not help or costs too much. */
    Draft mend(Draft first, Drafts drafts) {
        Optional<String> found = finding(first);
        if (found.isEmpty()) {
            return first;
        }
        String finding = found.get();
        double run = first.plan().estimate().floatNanoseconds();
        if (Math.min(FEWEST_RUNS, Relief.quantized(first.plan()).size()) * run > LONGEST_FEWEST) {
            return first.noted(finding + "; to find out why would take too long here, octet compare --layers tells");
        }
        int runs = Math.max(FEWEST_RUNS, (int) Math.min(LONGEST_SEARCH / run, Integer.MAX_VALUE));
        double longest = run * (1 - keptSaving * saving(first));
        Drafts untouched = drafts.copy();
        Relief relief =
                new Relief(prepared.graph(), drafts, alone(first, drafts.uncorrected(first.plan()), runs), longest);
        List<Reached> rounds = relieve(relief, drafts, new Reached(0, first, share(first)));
        Reached best = takenBack(rounds, relief.steps(), untouched);
        String note = best.share() <= allowed
                ? mended(best.draft(), first, finding, best.share())
                : given(best.draft(), first, finding, best.share());
        return best.draft().noted(note);
    }

    /** Chooses and measures in turns; each is a round. */
    private List<Reached> relieve(Relief relief, Drafts drafts, Reached start) {
        List<Reached> rounds = new ArrayList<>(List.of(start));
        Reached last = start;
        boolean isGoing = true;
        while (isGoing && rounds.size() <= ROUNDS && last.share() > allowed) {
            double wanted = relief.error(last.draft().plan()) * AIM * allowed / last.share();
            isGoing = relief.relieve(last.draft().plan(), wanted, REASON);
            Optional<Draft> next = drafts.next();
            if (next.isEmpty() || fewer(next.get(), last.draft()) == 0) {
                break;
            }
            last = new Reached(relief.steps().size(), next.get(), share(next.get()));
            rounds.add(last);
        }
        return rounds;
    }

    /**
     * The fewest of the choices made in the last round that reach what was aimed at, found by halving; what the last
     * round reached where that is not more. Choices are in the order of what they gain for their time, so the first of
     * them are what the round would have been if it had stopped earlier.
     */
    private Reached takenBack(List<Reached> rounds, List<List<Node>> choices, Drafts untouched) {
        Reached best = rounds.get(rounds.size() - 1);
        if (best.share() > AIM * allowed) {
            return best;
        }
        int tooFew = rounds.get(rounds.size() - 2).choices();
        while (best.choices() - tooFew > 1) {
            int some = (tooFew + best.choices()) / 2;
            Drafts drafts = untouched.copy();
            choices.subList(0, some)
                    .forEach(nodes -> nodes.forEach(node -> drafts.refuse(node, Cause.INACCURATE, REASON)));
            Optional<Reached> found = drafts.next().map(draft -> new Reached(some, draft, share(draft)));
            if (found.isPresent() && found.get().share() <= AIM * allowed) {
                best = found.get();
            } else {
                tooFew = some;
            }
        }
        return best;
    }

    /** The noise at the worst output as a share of the signal's power. */
    double share(Draft draft) {
        return worst(draft).map(entry -> entry.getValue().share()).orElse(0.0);
    }

    /** Values with the codes of another are left out: they add no error of their own. */
    private Map<String, Double> alone(Draft first, Inserted uncorrected, int runs) {
        Map<String, Double> shares = new LinkedHashMap<>(new Sensitivity(
                        prepared, uncorrected.model(), name -> !isShared(first, name) && !joinsCopies(first, name))
                .measure(data, layers, runs, progress));
        shares.values().removeIf(share -> share == 0);
        return shares;
    }

    private static boolean isShared(Draft draft, String value) {
        return draft.plan()
                .value(value)
                .filter(planned -> planned.parameters() instanceof Shared)
                .isPresent();
    }

    /** Whether a value is a Concat of values that have its scale already. */
    private boolean joinsCopies(Draft draft, String value) {
        Map<String, Affine> maps = draft.inserted().activations();
        Optional<Node> concat = prepared.graph().uses().producer(value).filter(node -> node.is("Concat"));
        return concat.isPresent()
                && maps.containsKey(value)
                && concat.get().inputs().stream().map(maps::get).allMatch(Predicate.isEqual(maps.get(value)));
    }

    private Optional<Map.Entry<String, Noise>> worst(Draft draft) {
        return measured.computeIfAbsent(
                draft.inserted().model(), model -> outputs.errors(model).worst());
    }

    private static double saving(Draft draft) {
        return 1 - draft.plan().estimate().ratio();
    }

    private static String mended(Draft best, Draft first, String finding, double share) {
        return String.format(
                Locale.ROOT,
                "with everything quantized, %s; it has %.1f dB with %d nodes left float that cost most",
                finding,
                Noise.decibels(share),
                fewer(best, first));
    }

    private static String given(Draft best, Draft first, String finding, double share) {
        return fewer(best, first) == 0
                ? finding + "; the error comes from so many nodes that to leave them float would not leave much to save"
                : String.format(
                        Locale.ROOT,
                        "with everything quantized, %s; it has %.1f dB with %d nodes left float, and more would not leave much to save",
                        finding,
                        Noise.decibels(share),
                        fewer(best, first));
    }

    private static int fewer(Draft best, Draft first) {
        return first.plan().quantized().size() - best.plan().quantized().size();
    }
}
