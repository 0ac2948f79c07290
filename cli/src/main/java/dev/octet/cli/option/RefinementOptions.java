package dev.octet.cli.option;

import dev.octet.place.PlacementSettings.Preference;
import dev.octet.prepare.PreparationSettings;
import dev.octet.refine.RefinementSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What may be changed for quantization, and how its result is looked at before it is written. */
public final class RefinementOptions {
    @Option(
            names = "--fix-overridable",
            description =
                    "Make initializers constants that are also inputs, which takes them off the inputs. Otherwise "
                            + "callers may override them (IR version 4 and later), and what reads them stays float.")
    private boolean fixOverridable;

    @Option(
            names = "--floor",
            paramLabel = "DB",
            description =
                    "Signal-to-quantization-noise ratio that each output is to reach on samples; nodes that cost "
                            + "it most are left float while integers still pay. 0 for no such look. Without it, 20, or 30 with --prefer=accuracy.")
    private Optional<Double> floor;

    @Option(
            names = "--no-timing",
            description = "Decide from shapes alone. Otherwise, where the target is this host, the model is timed, and "
                    + "left float if it is slower than before.")
    private boolean untimed;

    @Option(
            names = "--strict",
            description =
                    "Write no model and end with exit code 7 if a convolution or matrix product with weights stays "
                            + "float that was not excluded and, with --prefer=speed, is expected to gain; or if nothing is "
                            + "quantized at all.")
    private boolean strict;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public RefinementOptions() {}

    public PreparationSettings preparation() {
        return PreparationSettings.defaults().withFixOverridable(fixOverridable);
    }

    public RefinementSettings refinement(Preference preference) {
        double decibels = floor.orElse(RefinementSettings.floor(preference));
        return RefinementSettings.defaults()
                .withFloor(decibels == 0 ? Double.NEGATIVE_INFINITY : decibels)
                .withTimed(!untimed)
                .withStrict(strict);
    }
}
