package dev.octet.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.label.LabelledSample;
import dev.octet.compare.metric.Metrics;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationSetTest {
    /** Four samples; those have a label whose letter is an L. */
    private static EvaluationSet set(String metric, String labelled) {
        List<Sample> samples = IntStream.range(0, labelled.length())
                .mapToObj(i -> {
                    Sample sample = Sample.of("sample " + i, Map.of("x", Tensor.scalar(1)));
                    return labelled.charAt(i) == 'L' ? new LabelledSample(sample, Tensor.scalar(0.5f)) : sample;
                })
                .toList();
        return EvaluationSet.of(DataSource.of(samples, "samples"), List.of(Metrics.named(metric, Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({"top1,LLLL", "rmse,LLLL", "psnr,L", "spearman,-L-L", "nll,----", "nll,LLLL"})
    void acceptsTheLabelsThatMetricsNeed(String metric, String labelled) {
        assertThatCode(() -> set(metric, labelled).requireLabels()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "top1,----,'a label for each sample, got samples without labels. Give --labels with as many labels as'",
        "rmse,----,'a label for each sample, got samples without labels'",
        "psnr,-L-L,'a label for each sample, got samples with labels otherwise'",
        "spearman,----,'pairs of samples with a score each, got samples without labels. Give --labels with half as many'",
        "spearman,LLLL,'pairs of samples with a score each, got samples with labels otherwise'",
        "spearman,-,'pairs of samples with a score each, got samples without labels'"
    })
    void refusesOthersAndSaysWhatToGive(String metric, String labelled, String message) {
        assertThatThrownBy(() -> set(metric, labelled).requireLabels())
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining("Metric '" + metric + "' needs " + message);
    }
}
