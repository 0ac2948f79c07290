package dev.octet.cli.mode;

import dev.octet.StaticQuantization;
import dev.octet.StaticQuantizationConfiguration;
import dev.octet.StaticQuantizationReport;
import dev.octet.StaticQuantizationResult;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.cli.option.CalibrationOptions;
import dev.octet.cli.option.PlacementOptions;
import dev.octet.cli.option.RangeFileOptions;
import dev.octet.cli.option.RecipeOptions;
import dev.octet.cli.option.RefinementOptions;
import dev.octet.cli.text.StaticQuantizationText;
import dev.octet.place.PlacementSettings;
import dev.octet.place.Target;
import dev.octet.provenance.Recipe;
import dev.octet.staticrange.StaticSettings;
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
        implements QuantizationMode<StaticQuantizationResult> {
    @Override
    public String word() {
        return "int8";
    }

    @Override
    public Recipe recipe(ParseResult given) {
        return RecipeOptions.of(given, placement.target().name());
    }

    @Override
    public StaticQuantizationResult quantize(RunRequest request) {
        return StaticQuantization.quantize(configuration(request), request.progress());
    }

    private StaticQuantizationConfiguration configuration(RunRequest request) {
        Target target = placement.target();
        PlacementSettings placed = placement.placement();
        return new StaticQuantizationConfiguration(
                request.model(),
                request.output(),
                samples.from(request.data()),
                new StaticSettings(
                        target,
                        refinement.preparation(),
                        placed,
                        calibration.estimator(target.activation()),
                        ranges.imported(),
                        calibrationSettings(request),
                        refinement.refinement(placed.preference())),
                request.recipe());
    }

    private CalibrationSettings calibrationSettings(RunRequest request) {
        return calibration.settings().withFeedback(samples.feedback()).withCancellation(request.cancellation());
    }

    @Override
    public void write(StaticQuantizationResult result, Optional<Path> report) {
        report.ifPresent(file -> StaticQuantizationReport.write(result, file));
        result.quantized().ifPresent(quantized -> ranges.export(quantized.ranges()));
    }

    @Override
    public String summary(StaticQuantizationResult result, Optional<Path> report) {
        return StaticQuantizationText.of(result, report);
    }
}
