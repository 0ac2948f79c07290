package dev.octet.cli.mode;

import dev.octet.WeightQuantizationConfiguration;
import dev.octet.cli.option.Float16Options;
import dev.octet.cli.option.PlacementOptions;
import dev.octet.cli.option.RefinementOptions;

/**
 * What is float32 becomes float16.
 *
 * @param float16 operators that stay float32
 * @param placement nodes that stay float32
 * @param refinement what becomes of initializers that a caller may override
 */
public record Float16Mode(Float16Options float16, PlacementOptions placement, RefinementOptions refinement)
        implements WeightQuantizationMode {
    @Override
    public String word() {
        return "float16";
    }

    @Override
    public WeightQuantizationConfiguration configuration(RunRequest request) {
        return new WeightQuantizationConfiguration(
                        request.model(),
                        request.output(),
                        float16.settings(placement.placement().excludedNodes()))
                .withFixOverridable(refinement.preparation().fixOverridable())
                .withRecipe(request.recipe());
    }
}
