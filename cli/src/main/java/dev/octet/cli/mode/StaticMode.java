package dev.octet.cli.mode;

import dev.octet.QuantizationReport;
import dev.octet.QuantizationResult;
import dev.octet.Quantizer;
import dev.octet.QuantizerConfiguration;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.cli.option.CalibrationOptions;
import dev.octet.cli.option.PlacementOptions;
import dev.octet.cli.option.RangeFileOptions;
import dev.octet.cli.option.RecipeOptions;
import dev.octet.cli.option.RefinementOptions;
import dev.octet.cli.text.QuantizationText;
import dev.octet.place.PlacementSettings;
import dev.octet.place.Target;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Weights and activations become integers, with ranges from samples.
 *
 * @param samples what to calibrate with
 * @param calibration how samples are run and ranges follow
 * @param ranges files that ranges come from and go to
 * @param placement what is quantized, for which target
 * @param refinement how the result is looked at before it is written
 */
public record StaticMode(
        Samples samples,
        CalibrationOptions calibration,
        RangeFileOptions ranges,
        PlacementOptions placement,
        RefinementOptions refinement)
        implements QuantizationMode<QuantizationResult> {
    @Override
    public String word() {
        return "int8";
    }

    @Override
    public Recipe recipe(ParseResult given) {
        return RecipeOptions.of(given, placement.target().name());
    }

    @Override
    public QuantizationResult quantize(RunRequest request) {
        return Quantizer.quantize(configuration(request), request.progress());
    }

    private QuantizerConfiguration configuration(RunRequest request) {
        Target target = placement.target();
        PlacementSettings placed = placement.placement();
        return new QuantizerConfiguration(
                request.model(),
                request.output(),
                samples.from(request.data()),
                target,
                refinement.preparation(),
                placed,
                calibration.estimator(target.activation()),
                ranges.imported(),
                calibrationSettings(request),
                refinement.refinement(placed.preference()),
                request.recipe());
    }

    private CalibrationSettings calibrationSettings(RunRequest request) {
        return calibration.settings().withFeedback(samples.feedback()).withCancellation(request.cancellation());
    }

    @Override
    public void write(QuantizationResult result, Optional<Path> report) {
        report.ifPresent(file -> QuantizationReport.write(result, file));
        result.quantized().ifPresent(quantized -> ranges.export(quantized.ranges()));
    }

    @Override
    public String summary(QuantizationResult result, Optional<Path> report) {
        return QuantizationText.of(result, report);
    }
}
