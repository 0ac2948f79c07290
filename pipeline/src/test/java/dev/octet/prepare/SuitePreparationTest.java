package dev.octet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.error.OctetException;
import dev.octet.format.ModelCheck;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.prepare.precision.WidenHalfFloats;
import dev.octet.rewrite.Trace;
import dev.octet.testing.ModelComparison;
import dev.octet.testing.ModelComparison.Kind;
import dev.octet.testing.ModelComparison.Outcome;
import dev.octet.testing.RandomModels;
import dev.octet.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Odd models that test other programs: preparation crashes on none, and what ran before runs alike afterwards. */
@Tag("models")
class SuitePreparationTest {
    private static final double SINGLE = 1e-4;

    /**
     * Half precision rounds logits of some hundreds to steps of 0.1 to 0.25, and softmax makes much of that: with
     * random weights and input, attention_no_mask_fp16 differs by up to a tenth of its largest result.
     */
    private static final double HALF = 0.15;

    @Test
    void whatRunsBeforeRunsAlikeAfterwards() throws IOException {
        Path suites = SharedFolder.require("suites");
        Map<Kind, List<String>> outcomes = new EnumMap<>(Kind.class);
        for (Path file : models(suites)) {
            read(file).filter(model -> !RandomModels.drawsNumbers(model)).ifPresent(model -> {
                Outcome outcome = outcome(model);
                outcomes.computeIfAbsent(outcome.kind(), kind -> new ArrayList<>())
                        .add(suites.relativize(file) + ": " + outcome.detail());
            });
        }

        assertThat(outcomes).doesNotContainKeys(Kind.DIFFERS, Kind.BROKEN);
        assertThat(outcomes.get(Kind.SAME)).hasSizeGreaterThan(250);
    }

    private static Outcome outcome(Model model) {
        Model prepared;
        try {
            prepared =
                    Preparation.prepare(model, PreparationSettings.defaults()).model();
            ModelCheck.check(prepared);
        } catch (RuntimeException crash) {
            return new Outcome(Kind.BROKEN, "preparation fails: " + crash);
        }
        // Preparation computes in single precision, so what rounds to half precision is compared once, by itself.
        Model widened = new WidenHalfFloats().apply(model, new Trace());
        if (widened.graph() != model.graph()) {
            Outcome widening = new ModelComparison(Map.of(), Map.of(), HALF).compare(model, widened);
            if (widening.kind() != Kind.SAME) {
                return widening;
            }
        }
        return new ModelComparison(Map.of(), Map.of(), SINGLE).compare(widened, prepared);
    }

    private static List<Path> models(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    /** The model, or empty where the file is none, is damaged, or needs a file that is not there. */
    private static Optional<Model> read(Path file) {
        try {
            Model model = OnnxReader.read(file);
            ModelCheck.check(model);
            return Optional.of(model);
        } catch (OctetException failure) {
            return Optional.empty();
        }
    }
}
