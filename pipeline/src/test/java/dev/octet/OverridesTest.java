package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.affine.Affine;
import dev.octet.affine.PerChannel;
import dev.octet.affine.PerTensor;
import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Operator;
import dev.octet.insert.QuantizedConstant;
import dev.octet.place.PlacementOverride;
import dev.octet.place.PlacementOverride.Selector;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.testing.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is different about some nodes and tensors of the sample that the project ships. */
class OverridesTest {
    private static final Path DIGITS = ProjectFolder.root().resolve("calibration-data/digits");
    private static final Selector STEM = new Selector(PlacementOverride.Kind.TENSOR, "stem.relu.output");

    @TempDir
    private Path folder;

    private StaticQuantizationResult quantize(PlacementOverride... overrides) {
        StaticQuantizationConfiguration configuration = StaticQuantizationConfiguration.of(
                        DIGITS.resolve("digits.onnx"), folder.resolve("out.onnx"), DIGITS.resolve("calibration"))
                .withTarget(TargetTable.named("x86-64-vnni"))
                .withPlacement(PlacementSettings.defaults()
                        .withPreference(Preference.SIZE)
                        .withOverrides(List.of(overrides)));
        return StaticQuantization.quantize(configuration, Progress.NONE);
    }

    private static PlacementOverride override(
            Selector selector,
            Optional<Boolean> perChannel,
            Optional<QuantizedType> type,
            Optional<String> method,
            Optional<Range> range) {
        return new PlacementOverride(
                selector, false, perChannel, type, Optional.empty(), Optional.empty(), method, range);
    }

    private static PlacementOverride range(Selector selector, float low, float high) {
        return override(
                selector, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Range(low, high)));
    }

    private static Affine stem(StaticQuantizationResult result) {
        return Optional.ofNullable(result.quantized()
                        .orElseThrow()
                        .inserted()
                        .activations()
                        .get("stem.relu.output"))
                .orElseThrow();
    }

    private static List<String> quantizedNodes(StaticQuantizationResult result) {
        return result.plan().quantized().stream()
                .map(plan -> plan.node().name())
                .toList();
    }

    @Test
    void takesARangeAsItIsGiven() {
        Affine map = stem(quantize(range(STEM, 0, 2.55f)));
        assertThat(map.range().max()).isLessThanOrEqualTo(2.55f).isGreaterThan(2.549f);
        assertThat(map.zeroPoint()).isZero();
    }

    @Test
    void findsARangeInAnotherWay() {
        PlacementOverride percentile =
                override(STEM, Optional.empty(), Optional.empty(), Optional.of("percentile:90"), Optional.empty());
        assertThat(stem(quantize(percentile)).scale())
                .isLessThan(stem(quantize()).scale() / 2);
    }

    @Test
    void theLaterOfTwoOverridesWins() {
        Affine map = stem(quantize(range(STEM, 0, 1), range(STEM, 0, 2)));
        assertThat(map.range().max()).isBetween(1.99f, 2f);
    }

    @Test
    void aNodeStandsForTheValuesThatItComputes() {
        Selector relu = new Selector(PlacementOverride.Kind.NODE, "stem.relu");
        assertThat(stem(quantize(range(relu, 0, 1))).range().max()).isBetween(0.99f, 1f);
    }

    @Test
    void codesATensorWithSixteenBitsInAnyOpset() {
        PlacementOverride wide =
                override(STEM, Optional.empty(), Optional.of(QuantizedType.UINT16), Optional.empty(), Optional.empty());
        StaticQuantizationResult result = quantize(wide);
        assertThat(stem(result).type()).isEqualTo(QuantizedType.UINT16);
        assertThat(result.quantized().orElseThrow().model().opsetImports()).containsKey(Operator.MICROSOFT);
        assertThat(stem(result).scale()).isLessThan(stem(quantize()).scale() / 200);
    }

    @Test
    void leavesNodesOfANamePatternFloat() {
        PlacementOverride blocks =
                PlacementOverride.leftFloat(new Selector(PlacementOverride.Kind.NODE, "block.*.conv"));
        assertThat(quantizedNodes(quantize(blocks)))
                .contains("stem.conv", "down.conv")
                .doesNotContain("block.first.conv", "block.second.conv");
    }

    @Test
    void leavesTheReadersOfATensorFloat() {
        assertThat(quantizedNodes(quantize(PlacementOverride.leftFloat(STEM))))
                .contains("stem.conv", "block.second.conv")
                .doesNotContain("block.first.conv", "block.add");
    }

    @Test
    void givesOneWeightOneScale() {
        PlacementOverride whole = override(
                new Selector(PlacementOverride.Kind.NODE, "stem.conv"),
                Optional.of(false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<QuantizedConstant> constants =
                quantize(whole).quantized().orElseThrow().inserted().constants();
        assertThat(constants)
                .filteredOn(constant -> constant.name().equals("stem.norm.output/weight"))
                .singleElement()
                .satisfies(weight -> assertThat(weight.quantization()).isInstanceOf(PerTensor.class));
        assertThat(constants)
                .filteredOn(constant -> constant.name().equals("down.norm.output/weight"))
                .singleElement()
                .satisfies(weight -> assertThat(weight.quantization()).isInstanceOf(PerChannel.class));
    }

    @Test
    void refusesARangeForATensorThatSharesItsParameters() {
        Selector shared = new Selector(PlacementOverride.Kind.TENSOR, "head.flatten.output");
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> quantize(range(shared, 0, 1)))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .withMessageContaining("shared with head.average.output");
    }

    @ParameterizedTest
    @CsvSource({
        "NODE, stem.cnov, did you mean 'stem.conv'?",
        "OPERATOR, Covn, did you mean 'Conv'?",
        "TENSOR, stem.relu.otput, did you mean 'stem.relu.output'?"
    })
    void refusesWhatMatchesNothingAndSuggestsWhatIsThere(PlacementOverride.Kind kind, String pattern, String hint) {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> quantize(PlacementOverride.leftFloat(new Selector(kind, pattern))))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .withMessageContaining(hint);
    }
}
