package dev.octet.weightonly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.progress.Progress;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three products of 64 x 64 weights whose results count 1, 10 and 100 times, and two of half the size that count once.
 */
class EightBitChoiceTest {
    private static final Model MODEL = named(GraphText.parse("""
            x: float[N,64]; A, B, C = random[64,64]; D = random[64,32]; E = random[32,64]
            ten = float[] {10}; hundred = float[] {100}
            a = MatMul(x, A); b = MatMul(x, B); c = MatMul(x, C); d = MatMul(x, D); e = MatMul(d, E)
            p = Mul(b, ten); q = Mul(c, hundred); r = Add(a, p); s = Add(r, q); y = Add(s, e)
            return y
            """));

    /** Products by the names of their results; that of c stays without one. */
    private static Model named(Model model) {
        return model.withGraph(model.graph()
                .mapNodes(node ->
                        node.is("MatMul") && !node.output().equals("c") ? node.named(node.output()) : node.named("")));
    }

    private static DataSource samples(int count) {
        List<Sample> samples = IntStream.range(0, count)
                .mapToObj(i -> Sample.of(
                        "sample " + i, Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(4, 64), i, "x"))))
                .toList();
        return DataSource.of(samples, "test");
    }

    private static WeightOnlySettings share(double share) {
        return WeightOnlySettings.ofBits(4).withEightBitShare(share);
    }

    private static WeightOnlyResult quantized(WeightOnlySettings settings) {
        return WeightOnlyQuantizer.quantize(MODEL, settings, samples(3), Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"0.25,'-> c' (MatMul)", "0.5,'-> c' (MatMul);b", "1,'-> c' (MatMul);b;a;d;e"})
    void takesWhatChangesTheOutputsMostAsLongAsTheShareLasts(double share, String expected) {
        WeightOnlyResult found = quantized(share(share));

        assertThat(found.eightBitNodes()).containsExactlyInAnyOrder(expected.split(";"));
        assertThat(found.model().graph().initializers().values())
                .filteredOn(initializer -> initializer.name().endsWith("_codes")
                        && initializer.tensor().type() == ElementType.UINT8)
                .hasSize(expected.split(";").length);
    }

    @Test
    void keepsWhatWasNamed() {
        WeightOnlyResult found = quantized(share(0.25).withEightBitNodes(Set.of("a")));

        assertThat(found.eightBitNodes()).containsExactlyInAnyOrder("a", "'-> c' (MatMul)");
    }

    @Test
    void needsSamplesAndFourBitsAndAShare() {
        assertThatThrownBy(() -> WeightOnlyQuantizer.quantize(MODEL, share(0.2)))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining("Give --data, or name the nodes with --eight-bits");
        assertThatThrownBy(() -> WeightOnlyQuantizer.quantize(MODEL, share(0.2), samples(0), Progress.NONE))
                .isInstanceOf(OctetException.class)
                .hasMessage("No samples to quantize with in test");
        assertThatThrownBy(() -> WeightOnlySettings.ofBits(8).withEightBitShare(0.2))
                .hasMessageContaining("means nothing where all have 8");
        assertThatThrownBy(() -> share(1.5)).hasMessageContaining("from 0 to 1, got 1.5");
    }
}
