package dev.octet.cli.option;

import dev.octet.compare.ComparisonSettings;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.error.OctetException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is measured of both models, and how thoroughly. */
final class MeasureOptions {
    @Option(
            names = "--speed-seconds",
            paramLabel = "X",
            description = "How long to measure speed; 0 for not at all. Without it, 5.")
    private Optional<Double> speedSeconds;

    @Option(
            names = "--kernel-samples",
            paramLabel = "N",
            description =
                    "Run so many samples without ONNX Runtime's optimizations too, to tell the error of the model from "
                            + "that of its kernels. Without it, 100.")
    private Optional<Integer> kernelSamples;

    @Option(
            names = "--layers",
            description = "Find out which tensors and weights the error comes from, and what to change.")
    private boolean layers;

    @Option(
            names = "--layer-seconds",
            paramLabel = "X",
            description = "As --layers, measuring tensors and weights one by one for so long. Without it, 60.")
    private Optional<Double> layerSeconds;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    MeasureOptions() {}

    boolean isSpeedMeasured() {
        return speedSeconds.orElse(1.0) > 0;
    }

    /** These settings as the user wants them. */
    ComparisonSettings settings(ComparisonSettings usual) {
        ComparisonSettings settings = usual;
        if (speedSeconds.isPresent()) {
            double seconds = requireAtLeast("--speed-seconds", speedSeconds.get(), 0);
            settings = settings.withSpeed(
                    seconds > 0 ? Optional.of(Duration.ofMillis(Math.round(1000 * seconds))) : Optional.empty());
        }
        if (kernelSamples.isPresent()) {
            settings = settings.withKernelSamples((int) requireAtLeast("--kernel-samples", kernelSamples.get(), 0));
        }
        return layers || layerSeconds.isPresent() ? settings.withLayers(layers(settings.threads())) : settings;
    }

    private LayerSettings layers(int number) {
        LayerSettings usual = LayerSettings.defaults().withThreads(number);
        return layerSeconds
                .map(seconds -> usual.withAloneTime(
                        Duration.ofMillis(Math.round(1000 * requireAtLeast("--layer-seconds", seconds, 0)))))
                .orElse(usual);
    }

    private static double requireAtLeast(String option, double number, int least) {
        if (!(number >= least)) {
            throw OctetException.configuration("Expected %s to be %d or more, got %s".formatted(option, least, number));
        }
        return number;
    }
}
