package dev.octet.suite;

import dev.octet.StaticQuantization;
import dev.octet.StaticQuantizationConfiguration;
import dev.octet.StaticQuantizationResult;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.progress.Progress;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.staticrange.BodyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Quantizes one model with the defaults, on seeded random input, and looks at the result. */
final class Trial {
    private final Path root;
    private final Path file;
    private final Path output;
    private final Preference preference;
    private final int firstInputs;
    private final Consumer<String> notes;
    private final long begun = System.nanoTime();

    /**
     * A trial.
     *
     * @param root the folder that the model's name is relative to
     * @param file the model
     * @param output where the quantized model goes
     * @param firstInputs number of the first inputs to try
     * @param notes told how far the float model has come
     */
    Trial(Path root, Path file, Path output, Preference preference, int firstInputs, Consumer<String> notes) {
        this.root = root;
        this.file = file;
        this.output = output;
        this.preference = preference;
        this.firstInputs = firstInputs;
        this.notes = notes;
    }

    /** Tries the model; whatever happens is in the verdict. */
    Verdict run() {
        try {
            return judge(OnnxReader.read(file));
        } catch (OctetException refusal) {
            return refusal.kind() == Kind.INTERNAL
                    ? verdict(Outcome.DEFECT, "internal error: " + refusal.getMessage())
                    : verdict(Outcome.NOT_A_MODEL, refusal.getMessage());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError crash) {
            return verdict(Outcome.DEFECT, "uncaught " + crash + " at " + crash.getStackTrace()[0]);
        }
    }

    private Verdict judge(Model original) {
        StringBuilder why = new StringBuilder();
        Optional<DataSource> samples = runnable(original, why);
        notes.accept(Worker.RUNS);
        if (samples.isEmpty()) {
            // It has to be refused in an orderly way, whatever it is.
            return quantizeUnrunnable(why.toString());
        }
        StaticQuantizationResult result;
        try {
            result = StaticQuantization.quantize(configuration(samples.get()), Progress.NONE);
        } catch (OctetException refusal) {
            return verdict(
                    refusal.kind() == Kind.INTERNAL || refusal.kind() == Kind.RUNTIME
                            ? Outcome.DEFECT
                            : Outcome.REFUSED,
                    refusal.kind() + ": " + refusal.getMessage());
        }
        return new Judgement(original, result, samples.get()).verdict(this);
    }

    private Verdict quantizeUnrunnable(String why) {
        try {
            DataSource samples = DataSource.of(List.of(Sample.of("none", java.util.Map.of())), "nothing");
            StaticQuantization.quantize(configuration(samples), Progress.NONE);
        } catch (OctetException refusal) {
            if (refusal.kind() == Kind.INTERNAL) {
                throw refusal;
            }
        }
        return verdict(Outcome.NOT_RUNNABLE, why);
    }

    private StaticQuantizationConfiguration configuration(DataSource samples) {
        return StaticQuantizationConfiguration.of(file, output, samples)
                .withPlacement(PlacementSettings.defaults().withPreference(preference));
    }

    /** The first inputs that the float model runs on. */
    private Optional<DataSource> runnable(Model model, StringBuilder why) {
        try (Session session = Session.open(model, SessionSettings.defaults())) {
            for (int number = firstInputs; number < TrialInputs.ALL.size(); number++) {
                notes.accept(Worker.TRYING + number);
                try {
                    DataSource samples =
                            TrialInputs.ALL.get(number).samples(model.graph().requiredInputs());
                    samples.forEach(sample -> session.run(sample.inputs()));
                    return Optional.of(samples);
                } catch (OctetException failure) {
                    why.setLength(0);
                    why.append(failure.getMessage());
                }
            }
        } catch (OctetException failure) {
            why.append(failure.getMessage());
        }
        return Optional.empty();
    }

    Verdict verdict(Outcome outcome, @org.jspecify.annotations.Nullable String detail) {
        return Verdict.of(name(), outcome, String.valueOf(detail), seconds());
    }

    /** A verdict about a quantized model; nodes in bodies count too. */
    Verdict verdict(Outcome outcome, String detail, StaticQuantizationResult result, List<OutputVerdict> outputs) {
        int integer = integerNodes(result.quantized().orElseThrow().fusion());
        int chosen = result.plan().quantized().size();
        for (BodyResult body : result.bodies()) {
            integer += body.quantized().map(done -> integerNodes(done.fusion())).orElse(0);
            chosen +=
                    body.quantized().map(done -> done.plan().quantized().size()).orElse(0);
        }
        return new Verdict(name(), outcome, detail, outputs, integer, chosen, seconds());
    }

    private static int integerNodes(FusionReport fusion) {
        return fusion.integerNodes().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private String name() {
        return root.relativize(file).toString();
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
