package dev.octet.cli.mode;

import dev.octet.WeightQuantizationConfiguration;
import dev.octet.cli.option.Float16Options;
import dev.octet.cli.option.PlacementOptions;
import dev.octet.cli.option.RefinementOptions;
import dev.octet.cli.option.WeightOptions;
import java.util.Set;

/**
 * Weights become integers of 8 or 4 bits; everything else stays float, or becomes float16.
 *
 * @param weights how weights are quantized
 * @param samples what products read, which makes their weights more exact
 * @param float16 whether the rest becomes float16
 * @param placement which weights stay float
 * @param refinement what becomes of initializers that a caller may override
 */
public record WeightOnlyMode(
        WeightOptions weights,
        Samples samples,
        Float16Options float16,
        PlacementOptions placement,
        RefinementOptions refinement)
        implements WeightQuantizationMode {
    @Override
    public String word() {
        return "int" + weights.bits();
    }

    @Override
    public WeightQuantizationConfiguration configuration(RunRequest request) {
        WeightQuantizationConfiguration configuration = new WeightQuantizationConfiguration(
                        request.model(),
                        request.output(),
                        weights.settings(placement.placement().excludedNodes()))
                .withData(request.data().map(path -> samples.from(request.data())))
                .withFixOverridable(refinement.preparation().fixOverridable())
                .withRecipe(request.recipe());
        // Nodes are excluded from integers only, so none is kept from float16.
        return float16.alsoFloat16() ? configuration.withFloat16(float16.settings(Set.of())) : configuration;
    }
}
