package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.StaticQuantizationResult.Quantized;
import dev.octet.StaticQuantizationResult.Refused;
import dev.octet.StaticQuantizationResult.Refused.Refusal;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.place.Cause;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.TargetTable;
import dev.octet.prepare.PreparationSettings;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.testing.GraphText;
import dev.octet.testing.SeededSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictModeTest {
    /** The last convolution adds what the caller gives, which cannot be stored as int32 ahead of time. */
    private static final String COMPUTED_BIAS = """
            x: float[1,16,32,32]
            b: float[16]
            K = random[16,16,3,3]
            first = Conv(x, K)
            second = Conv(first, K)
            third = Conv(second, K)
            [last] y = Conv(third, K, b)
            return y
            """;

    /** Between floats, on which it is so small that integers would not pay for their conversions. */
    private static final String SMALL_PRODUCT = """
            x: float[1,16,32,32]
            K = random[16,16,3,3]
            V = random[26,2]
            c = Conv(x, K)
            d = Conv(c, K)
            e = Conv(d, K)
            f = Tanh(e)
            g = MatMul(f, V)
            y = Tanh(g)
            return y
            """;

    private static final RefinementSettings STRICT = RefinementSettings.defaults()
            .withTimed(false)
            .withFloor(Double.NEGATIVE_INFINITY)
            .withStrict(true);

    @TempDir
    private Path folder;

    private StaticQuantizationResult quantize(String text, UnaryOperator<StaticQuantizationConfiguration> change) {
        Model model = GraphText.parse(text);
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model, file);
        StaticQuantizationConfiguration strict = StaticQuantizationConfiguration.of(
                        file, folder.resolve("out.onnx"), SeededSamples.of(model, 2))
                .withTarget(TargetTable.named("x86-64-vnni"))
                .withRefinement(STRICT);
        return StaticQuantization.quantize(change.apply(strict), Progress.NONE);
    }

    @Test
    void writesNothingWhereAProductWithWeightsStaysFloatAndSaysWhatWouldMendIt() {
        StaticQuantizationResult result = quantize(COMPUTED_BIAS, UnaryOperator.identity());

        assertThat(result.outcome())
                .isEqualTo(new Refused(List.of(new Refusal(
                        "'last' (Conv)",
                        "input 2 'b' is a bias that is not a constant",
                        Cause.COMPUTED_CONSTANT.remedy()))));
        assertThat(folder.resolve("out.onnx")).doesNotExist();
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(result::requireWritten)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNMET))
                .withMessageContaining("'last' (Conv): input 2 'b'");
        assertThat(StaticQuantizationReport.of(result))
                .contains("\"outcome\": \"refused\"", Cause.COMPUTED_CONSTANT.remedy());
    }

    @Test
    void writesTheSameModelWhereNobodyAsksForIt() {
        StaticQuantizationResult result =
                quantize(COMPUTED_BIAS, strict -> strict.withRefinement(STRICT.withStrict(false)));

        result.requireWritten();
        assertThat(result.outcome()).isInstanceOf(Quantized.class);
        assertThat(folder.resolve("out.onnx")).exists();
    }

    @Test
    void doesNotAskForWhatIsExcluded() {
        PlacementSettings without = PlacementSettings.defaults().withExcludedNodes(Set.of("last"));

        StaticQuantizationResult result = quantize(COMPUTED_BIAS, strict -> strict.withPlacement(without));

        assertThat(result.outcome()).isInstanceOf(Quantized.class);
    }

    @Test
    void doesNotAskForWhatWouldNotPayUnlessSizeIsPreferred() {
        StaticQuantizationResult bySpeed = quantize(SMALL_PRODUCT, UnaryOperator.identity());
        StaticQuantizationResult bySize = quantize(
                SMALL_PRODUCT,
                strict -> strict.withPlacement(PlacementSettings.defaults().withPreference(Preference.SIZE)));

        assertThat(bySpeed.plan().toString()).contains("MatMul").contains("would take longer than integers save");
        assertThat(bySpeed.outcome()).isInstanceOf(Quantized.class);
        assertThat(bySize.plan().quantized())
                .extracting(plan -> plan.node().operator().type())
                .contains("MatMul");
        assertThat(bySize.outcome()).isInstanceOf(Quantized.class);
    }

    @Test
    void refusesAModelOfWhichNothingIsQuantized() {
        StaticQuantizationResult result = quantize("x: float[1,4]; y = Tanh(x); return y", UnaryOperator.identity());

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .singleElement()
                                .extracting(Refusal::what)
                                .isEqualTo("the whole model"));
        assertThat(folder.resolve("out.onnx")).doesNotExist();
    }

    @Test
    void asksForWeightsThatCallersMayReplaceAndNamesTheOptionThatSettlesIt() {
        String overridable = """
                x: float[1,16,32,32]
                K: float[16,16,3,3]
                K = random[16,16,3,3]
                F = random[16,16,3,3]
                first = Conv(x, F)
                second = Conv(first, F)
                third = Conv(second, F)
                y = Conv(third, K)
                return y
                """;

        StaticQuantizationResult refused = quantize(overridable, UnaryOperator.identity());
        StaticQuantizationResult fixed = quantize(
                overridable,
                strict -> strict.withPreparation(PreparationSettings.defaults().withFixOverridable(true)));

        assertThat(refused.outcome())
                .isInstanceOfSatisfying(
                        Refused.class,
                        found -> assertThat(found.refusals())
                                .singleElement()
                                .extracting(Refusal::remedy)
                                .asString()
                                .contains("--fix-overridable"));
        assertThat(fixed.outcome()).isInstanceOf(Quantized.class);
    }
}
