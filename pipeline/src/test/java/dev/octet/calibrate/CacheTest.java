package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.CalibrationSettings.OnBadSample;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    private static final String TEXT = "x: float[N,3]; W = values[3] {1, 10, %s}; a = Mul(x, W); b = Sqrt(a); return b";
    private static final Model MODEL = GraphText.parse(TEXT.formatted("100"));
    private static final Set<String> VALUES = new LinkedHashSet<>(List.of("b", "x", "W"));
    private static final CalibrationSettings SETTINGS =
            CalibrationSettings.defaults().withStatistics(EnumSet.allOf(StatisticKind.class));

    @TempDir
    Path folder;

    /** Seeded rows; one in seven is bad, and roots of negative numbers are NaN. */
    private static List<Sample> samples(int count) {
        Random random = new Random(4);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] row = new float[i % 7 == 3 ? 2 : 3];
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextFloat() * 4 - 0.5f;
            }
            samples.add(Sample.of("row" + i, Map.of("x", Tensor.ofFloats(Shape.of(1, row.length), row))));
        }
        return samples;
    }

    private static DataSource source(List<Sample> samples) {
        return DataSource.of(samples, "rows");
    }

    private CalibrationResult observe(Model model, DataSource data, CalibrationSettings settings) {
        return Calibrator.observe(
                model, VALUES, data, settings.withOnBadSample(OnBadSample.SKIP).withCache(folder), Progress.NONE);
    }

    private List<byte[]> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            List<byte[]> contents = new ArrayList<>();
            for (Path file : found.sorted().toList()) {
                assertThat(file).hasExtension("calibration");
                contents.add(Files.readAllBytes(file));
            }
            return contents;
        }
    }

    /** Asks to stop when a sample is handed out. */
    private static DataSource stopping(List<Sample> samples, int at, Cancellation cancellation) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < samples.size();
            }

            @Override
            public Sample next() {
                if (next == at) {
                    cancellation.request();
                }
                return samples.get(next++);
            }
        };
    }

    @Test
    void aRunThatWasStoppedAnywhereContinuesToTheSameBytes() throws IOException {
        List<Sample> samples = samples(40);
        CalibrationResult undisturbed = observe(MODEL, source(samples), SETTINGS);
        byte[] expected = files().get(0);

        for (int at = 0; at < samples.size(); at += 3) {
            try (Stream<Path> found = Files.list(folder)) {
                for (Path file : found.toList()) {
                    Files.delete(file);
                }
            }
            Cancellation cancellation = new Cancellation();
            DataSource stopped = stopping(samples, at, cancellation);
            assertThatThrownBy(() -> observe(MODEL, stopped, SETTINGS.withCancellation(cancellation)))
                    .isInstanceOfSatisfying(
                            OctetException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.CANCELLED));

            CalibrationResult continued = observe(MODEL, source(samples), SETTINGS);

            assertThat(continued).isEqualTo(undisturbed);
            assertThat(files()).singleElement().isEqualTo(expected);
        }
    }

    @Test
    void whatWasFinishedIsNotRunAgain() {
        List<Sample> samples = samples(20);
        CalibrationResult first = observe(MODEL, source(samples), SETTINGS);
        List<Long> heard = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void started(String task, long total) {}

            @Override
            public void advanced(long done) {
                heard.add(done);
            }

            @Override
            public void finished() {}
        };

        CalibrationResult again = Calibrator.observe(
                MODEL,
                VALUES,
                source(samples),
                SETTINGS.withOnBadSample(OnBadSample.SKIP).withCache(folder),
                progress);

        assertThat(again).isEqualTo(first);
        assertThat(heard).as("all at once").containsExactly(20L);
    }

    @Test
    void samplesThatWereAddedAreRunAlone() {
        observe(MODEL, source(samples(20)), SETTINGS);

        CalibrationResult continued = observe(MODEL, source(samples(30)), SETTINGS);

        assertThat(continued)
                .isEqualTo(Calibrator.observe(
                        MODEL, VALUES, source(samples(30)), SETTINGS.withOnBadSample(OnBadSample.SKIP), Progress.NONE));
    }

    @Test
    void changedSamplesAreObservedAnew() {
        List<Sample> samples = samples(20);
        observe(MODEL, source(samples), SETTINGS);
        samples.set(5, Sample.of("row5", Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 7, 8, 9))));

        CalibrationResult result = observe(MODEL, source(samples), SETTINGS);

        assertThat(result.statistics().get("x"))
                .satisfies(kept ->
                        assertThat(kept == null ? 0 : kept.minMax().max()).isEqualTo(9f));
        assertThat(observe(MODEL, source(samples.subList(0, 4)), SETTINGS).samples())
                .as("fewer than were seen")
                .isEqualTo(3);
    }

    @Test
    void anotherModelOrOtherSettingsHaveAFileOfTheirOwn() throws IOException {
        DataSource data = source(samples(10));
        observe(MODEL, data, SETTINGS);
        observe(GraphText.parse(TEXT.formatted("100.5")), data, SETTINGS);
        observe(MODEL, data, SETTINGS.withStatistics(Set.of(StatisticKind.MIN_MAX)));

        assertThat(files()).hasSize(3);
        observe(MODEL, data, SETTINGS.withWorkers(7));
        assertThat(files()).as("how many workers there are does not matter").hasSize(3);
    }

    @Test
    void aDamagedFileCountsAsNone() throws IOException {
        DataSource data = source(samples(10));
        CalibrationResult first = observe(MODEL, data, SETTINGS);
        byte[] whole = files().get(0);
        Path file;
        try (Stream<Path> found = Files.list(folder)) {
            file = found.findFirst().orElseThrow();
        }

        for (int length : new int[] {0, 3, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(observe(MODEL, data, SETTINGS)).isEqualTo(first);
            assertThat(files().get(0)).isEqualTo(whole);
        }
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(file, flipped);
        assertThat(observe(MODEL, data, SETTINGS)).isEqualTo(first);
    }

    @Test
    void passesHaveFilesOfTheirOwn() throws IOException {
        DataSource data = source(samples(10));
        Set<String> values = new LinkedHashSet<>(List.of("a", "b"));
        CalibrationSettings settings =
                SETTINGS.withOnBadSample(OnBadSample.SKIP).withCache(folder).withMemoryBudget(1);

        CalibrationResult first = Calibrator.observe(MODEL, values, data, settings, Progress.NONE);

        assertThat(files()).hasSize(2);
        assertThat(Calibrator.observe(MODEL, values, data, settings, Progress.NONE))
                .isEqualTo(first);
    }

    @Test
    void refusesACacheThatIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() ->
                        Calibrator.observe(MODEL, VALUES, source(samples(1)), SETTINGS.withCache(file), Progress.NONE))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE))
                .hasMessageContaining("Cannot make the cache folder");
    }
}
