package dev.octet.prepare.opset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.prepare.opset.UpgradeComparison.Outcome;
import dev.octet.testing.ModelComparison;
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
import org.junit.jupiter.api.Test;

/**
 * Odd models that test other programs: whatever ONNX Runtime loads and runs before an upgrade to opset 21, it loads and
 * runs afterwards, alike. The way there leads through every version between.
 */
class SuiteUpgradeTest {
    private static final UpgradeComparison COMPARISON =
            new UpgradeComparison(new ModelComparison(Map.of(), Map.of(), 1e-5));

    @Test
    void whatRunsBeforeRunsAlikeAfterwards() throws IOException {
        Path suites = SharedFolder.require("suites");
        Map<Outcome.Kind, List<String>> outcomes = new EnumMap<>(Outcome.Kind.class);
        for (Path file : models(suites)) {
            read(file)
                    .filter(model -> model.opset() < OpsetUpgrade.NEWEST && !RandomModels.drawsNumbers(model))
                    .ifPresent(model -> {
                        Outcome outcome = COMPARISON.compare(model, OpsetUpgrade.NEWEST);
                        outcomes.computeIfAbsent(outcome.kind(), kind -> new ArrayList<>())
                                .add(suites.relativize(file) + " from " + model.opset() + ": " + outcome.detail());
                    });
        }

        assertThat(outcomes).doesNotContainKeys(Outcome.Kind.DIFFERS, Outcome.Kind.BROKEN);
        assertThat(outcomes.get(Outcome.Kind.REFUSED)).hasSizeLessThan(5);
        assertThat(outcomes.get(Outcome.Kind.SAME)).hasSizeGreaterThan(250);
    }

    private static List<Path> models(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    /** The model, or empty where the file is none or needs a file that is not there. */
    private static Optional<Model> read(Path file) {
        try {
            return Optional.of(OnnxReader.read(file));
        } catch (OctetException failure) {
            return Optional.empty();
        }
    }
}
