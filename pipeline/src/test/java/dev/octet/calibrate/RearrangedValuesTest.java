package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Model;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Progress;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RearrangedValuesTest {
    private static final Model MODEL = GraphText.parse("""
            x: float[1,4]
            W = values[2] {1, 2}
            root = Sqrt(x)
            negative = Neg(x)
            both = Concat(root, negative, root) {axis=1}
            shape = int64[2] {2, 6}
            folded = Reshape(both, shape)
            turned = Transpose(folded) {perm=[1,0]}
            hidden = Transpose(negative) {perm=[1,0]}
            shown = Transpose(hidden) {perm=[1,0]}
            given = Identity(x)
            flat = int64[1] {4}
            vector = Reshape(negative, flat)
            constant = Concat(vector, W) {axis=0}
            doubled = Add(turned, turned)
            return doubled, shown, given, constant
            """);
    private static final Set<String> WANTED = new LinkedHashSet<>(
            List.of("x", "root", "both", "turned", "negative", "shown", "given", "constant", "doubled"));

    @Test
    void findsWhatFollowsFromOtherValuesThroughUnwantedOnesToo() {
        assertThat(RearrangedValues.among(MODEL.graph(), WANTED).parts())
                .containsExactly(
                        Map.entry("both", List.of("root", "negative", "root")),
                        Map.entry("turned", List.of("root", "negative", "root")),
                        Map.entry("shown", List.of("negative")),
                        Map.entry("given", List.of("x")));
    }

    @Test
    void looksAtWhatHasAPartThatNobodyLooksAt() {
        Set<String> wanted = new LinkedHashSet<>(List.of("both", "negative"));

        assertThat(RearrangedValues.among(MODEL.graph(), wanted).parts()).isEmpty();
    }

    @Test
    void statisticsAreThoseOfLookingAtEverything() {
        List<Sample> samples = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 9; i++) {
            // Roots of negative values are NaN.
            float lowest = i % 4 == 3 ? -1 : 0;
            float[] values = new float[4];
            for (int j = 0; j < 4; j++) {
                values[j] = lowest + random.nextFloat() * (i + 1);
            }
            samples.add(Sample.of("sample" + i, Map.of("x", Tensor.ofFloats(Shape.of(1, 4), values))));
        }
        DataSource data = DataSource.of(samples, "nine");
        CalibrationSettings settings =
                CalibrationSettings.defaults().withStatistics(EnumSet.allOf(StatisticKind.class));

        CalibrationResult few = Calibrator.observe(MODEL, WANTED, data, settings, Progress.NONE);
        // With a budget, even one that everything fits into, each value is looked at itself.
        CalibrationResult all =
                Calibrator.observe(MODEL, WANTED, data, settings.withMemoryBudget(1 << 20), Progress.NONE);

        assertThat(few.nonFinite()).extracting(NonFinite::value).contains("both", "turned");
        assertThat(few).isEqualTo(all);
    }
}
