package dev.octet.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.defects.WholeRun;
import dev.octet.place.Fusion;
import dev.octet.place.TargetTable;
import dev.octet.runtime.FusionReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator that ONNX Runtime's CPU provider runs on integers: quantized, found as an integer kernel in the graph
 * that ONNX Runtime makes of the model, and near enough to floats, with optimizations and without.
 */
class OperatorTest {
    static Stream<OperatorCase> cases() {
        return Stream.of(
                        ProductCases.CONVOLUTIONS,
                        ProductCases.GEMMS,
                        ProductCases.PRODUCTS,
                        ElementCases.COMPUTING,
                        ElementCases.MOVING)
                .flatMap(List::stream);
    }

    /** Those that stand between two convolutions. */
    static Stream<OperatorCase> between() {
        return Stream.of(ElementCases.COMPUTING, ElementCases.MOVING)
                .flatMap(List::stream)
                .filter(given -> given.text().contains("c = Conv(x, V)\n")
                        && given.text().contains("y = Conv(o, W)"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsOnIntegers(OperatorCase given) {
        WholeRun run = WholeRun.of(given.text(), settings -> settings.withTarget(FreeIntegers.TARGET))
                .isWithin(given.decibels())
                .fuses(given.operator(), given.count());
        FusionReport fusion = run.quantized().fusion();
        assertThat(fusion.operators()).containsKey(given.kernel());
        int ends = run.written().graph().inputs().size()
                + run.written().graph().outputs().size();
        assertThat(fusion.conversions())
                .as("conversions in " + fusion.operators())
                .isLessThanOrEqualTo(ends);
    }

    @Test
    void everyRowOfTheTargetTableHasACase() {
        List<String> tested = cases().map(OperatorCase::operator).distinct().toList();
        assertThat(TargetTable.named("x86-64-vnni").fusions())
                .extracting(Fusion::operator)
                .allMatch(tested::contains);
    }
}
