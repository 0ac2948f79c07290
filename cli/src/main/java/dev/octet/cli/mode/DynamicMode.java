package dev.octet.cli.mode;

import dev.octet.DynamicQuantization;
import dev.octet.DynamicQuantizationConfiguration;
import dev.octet.DynamicQuantizationReport;
import dev.octet.DynamicQuantizationResult;
import dev.octet.cli.option.PlacementOptions;
import dev.octet.cli.option.RecipeOptions;
import dev.octet.cli.text.DynamicQuantizationText;
import dev.octet.dynamic.DynamicSettings;
import dev.octet.place.PlacementSettings;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Weights become int8, activations uint8 whenever the model runs.
 *
 * @param placement the target, and what stays float
 */
public record DynamicMode(PlacementOptions placement) implements QuantizationMode<DynamicQuantizationResult> {
    @Override
    public String word() {
        return "int8";
    }

    @Override
    public Recipe recipe(ParseResult given) {
        return RecipeOptions.of(given, placement.target().name());
    }

    @Override
    public DynamicQuantizationResult quantize(RunRequest request) {
        DynamicQuantizationConfiguration configuration = new DynamicQuantizationConfiguration(
                request.model(),
                request.output(),
                settings(),
                placement.target().name(),
                request.recipe());
        return DynamicQuantization.quantize(configuration, request.progress(), request.cancellation());
    }

    private DynamicSettings settings() {
        PlacementSettings placed = placement.placement();
        return DynamicSettings.defaults()
                .withWeight(placement.target().weight())
                .withExcludedNodes(placed.excludedNodes())
                .withExcludedOperators(placed.excludedOperators());
    }

    @Override
    public void write(DynamicQuantizationResult result, Optional<Path> report) {
        report.ifPresent(file -> DynamicQuantizationReport.write(result, file));
    }

    @Override
    public String summary(DynamicQuantizationResult result, Optional<Path> report) {
        return DynamicQuantizationText.of(result, report);
    }
}
