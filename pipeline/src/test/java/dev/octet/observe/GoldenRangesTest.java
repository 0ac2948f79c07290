package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our estimators against other implementations on the same histograms. */
class GoldenRangesTest {
    static List<GoldenRanges> cases() {
        return GoldenRanges.all();
    }

    @Test
    void thereAreCasesOfAllKinds() {
        assertThat(cases()).hasSize(10).allSatisfy(golden -> {
            assertThat(golden.results("percentile")).hasSize(4);
            assertThat(golden.results("entropy")).hasSize(3);
            assertThat(golden.results("l2")).hasSize(2);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPercentileKeepsTheBinWhoseLowerEdgeOnnxRuntimeTakes(GoldenRanges golden) {
        double width = golden.histogram().width();
        Range extremes = golden.statistics().minMax().range().orElseThrow();
        for (List<String> line : golden.results("percentile")) {
            double percentile = Double.parseDouble(line.get(1));
            Range symmetric = Range.symmetric((float) (width * (number(line, 2) + 1)));
            Range asymmetric = new Range((float) (width * number(line, 3)), (float) (width * (number(line, 4) + 1)));

            assertThat(estimate(new PercentileEstimator(percentile, true), golden))
                    .isEqualTo(symmetric.clampedTo(extremes));
            assertThat(estimate(new PercentileEstimator(percentile, false), golden))
                    .isEqualTo(asymmetric.clampedTo(extremes));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void entropyWithoutAFloorKeepsTheBinsThatPytorchQuantizationKeeps(GoldenRanges golden) {
        for (List<String> line : golden.results("entropy")) {
            EntropySearch search = new EntropySearch(new Magnitudes(golden.histogram()), number(line, 1));

            assertThat(search.best(128, 1)).isEqualTo(number(line, 2));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theL2NormKeepsTheBinsThatPytorchKeeps(GoldenRanges golden) {
        Histogram histogram = golden.histogram();
        Range extremes = golden.statistics().minMax().range().orElseThrow();
        for (List<String> line : golden.results("l2")) {
            Range expected =
                    new Range((float) histogram.edge(number(line, 2)), (float) histogram.edge(number(line, 3) + 1));

            assertThat(estimate(new L2NormEstimator(number(line, 1), 1e-5), golden))
                    .isEqualTo(expected.clampedTo(extremes));
        }
    }

    private static Range estimate(RangeEstimator estimator, GoldenRanges golden) {
        return estimator.estimate(golden.statistics()).range();
    }

    private static int number(List<String> line, int index) {
        return Integer.parseInt(line.get(index));
    }
}
