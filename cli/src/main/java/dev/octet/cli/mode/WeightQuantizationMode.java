package dev.octet.cli.mode;

import dev.octet.WeightQuantization;
import dev.octet.WeightQuantizationConfiguration;
import dev.octet.WeightQuantizationReport;
import dev.octet.WeightQuantizationResult;
import dev.octet.cli.text.WeightQuantizationText;
import java.nio.file.Path;
import java.util.Optional;

/** What integer weights and float16 share: the library makes either, or both, in one go. */
interface WeightQuantizationMode extends QuantizationMode<WeightQuantizationResult> {
    /** What the options ask for, of the files of the request. */
    WeightQuantizationConfiguration configuration(RunRequest request);

    @Override
    default WeightQuantizationResult quantize(RunRequest request) {
        return WeightQuantization.quantize(configuration(request), request.progress(), request.cancellation());
    }

    @Override
    default void write(WeightQuantizationResult result, Optional<Path> report) {
        report.ifPresent(file -> WeightQuantizationReport.write(result, file));
    }

    @Override
    default String summary(WeightQuantizationResult result, Optional<Path> report) {
        return WeightQuantizationText.of(result, report);
    }
}
