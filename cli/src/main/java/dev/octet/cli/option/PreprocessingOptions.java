package dev.octet.cli.option;

import dev.octet.calibrate.image.ColorOrder;
import dev.octet.calibrate.image.Interpolation;
import dev.octet.calibrate.image.Layout;
import dev.octet.calibrate.image.Preprocessing;
import dev.octet.calibrate.image.Preprocessing.PadPosition;
import dev.octet.calibrate.image.Resize;
import dev.octet.calibrate.image.ResizeMode;
import dev.octet.cli.value.Choice;
import dev.octet.cli.value.Fraction;
import dev.octet.cli.value.Orientation;
import dev.octet.cli.value.Sizes;
import dev.octet.error.OctetException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From images and arrays to a model's input. The names are those of {@code preprocessing.yaml}. */
public final class PreprocessingOptions {
    @Option(
            names = "--color",
            paramLabel = "ORDER",
            converter = Choice.OfColor.class,
            completionCandidates = Choice.OfColor.class,
            description = "Channels of an image and their order: ${COMPLETION-CANDIDATES}.")
    private Optional<ColorOrder> color;

    @Option(
            names = "--resize",
            paramLabel = "HxW",
            converter = Sizes.Any.class,
            description = "Size to resize images to, height first; one number is the shorter side.")
    private Optional<Resize> resize;

    @Option(
            names = "--resize-mode",
            paramLabel = "MODE",
            converter = Choice.OfResizeMode.class,
            completionCandidates = Choice.OfResizeMode.class,
            description = "What happens to other proportions: ${COMPLETION-CANDIDATES}.")
    private Optional<ResizeMode> resizeMode;

    @Option(
            names = "--interpolation",
            paramLabel = "METHOD",
            converter = Choice.OfInterpolation.class,
            completionCandidates = Choice.OfInterpolation.class,
            description = "How to resize: ${COMPLETION-CANDIDATES}.")
    private Optional<Interpolation> interpolation;

    @Option(
            names = "--antialias",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether to smooth images that become smaller.")
    private Optional<Boolean> antialias;

    @Option(
            names = "--crop",
            paramLabel = "HxW",
            converter = Sizes.Exact.class,
            description = "Size to cut out of the middle after resizing.")
    private Optional<Resize.Exact> crop;

    @Option(
            names = "--pad-value",
            paramLabel = "0-255",
            description = "What resize mode letterbox fills the rest with.")
    private Optional<Integer> padValue;

    @Option(
            names = "--pad-position",
            paramLabel = "WHERE",
            converter = Choice.OfPadPosition.class,
            completionCandidates = Choice.OfPadPosition.class,
            description = "Where resize mode letterbox puts the image: ${COMPLETION-CANDIDATES}.")
    private Optional<PadPosition> padPosition;

    @Option(
            names = "--scale",
            paramLabel = "X",
            converter = Fraction.class,
            description = "Each number becomes (number * scale - mean) / std. May be a fraction, such as 1/255.")
    private Optional<Double> scale;

    @Option(
            names = "--mean",
            paramLabel = "X",
            split = ",",
            converter = Fraction.class,
            description = "One number, or one a channel separated by commas.")
    private List<Double> mean = List.of();

    @Option(
            names = "--std",
            paramLabel = "X",
            split = ",",
            converter = Fraction.class,
            description = "One number, or one a channel separated by commas.")
    private List<Double> std = List.of();

    @Option(
            names = "--layout",
            paramLabel = "ORDER",
            converter = Choice.OfLayout.class,
            completionCandidates = Choice.OfLayout.class,
            description = "Order of the axes of the model's input: ${COMPLETION-CANDIDATES}.")
    private Optional<Layout> layout;

    @Option(
            names = "--orientation",
            paramLabel = "HOW",
            converter = Choice.OfOrientation.class,
            completionCandidates = Choice.OfOrientation.class,
            description = "Whether images are turned as their Exif data says: ${COMPLETION-CANDIDATES}.")
    private Optional<Orientation> orientation;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    PreprocessingOptions() {}

    /** What was said; it overrides the file beside the data. */
    Preprocessing preprocessing() {
        Preprocessing.Builder builder = Preprocessing.builder();
        color.ifPresent(builder::color);
        resize.ifPresent(builder::resize);
        resizeMode.ifPresent(builder::resizeMode);
        interpolation.ifPresent(builder::interpolation);
        antialias.ifPresent(builder::antialias);
        crop.ifPresent(builder::crop);
        padValue.ifPresent(builder::padValue);
        padPosition.ifPresent(builder::padPosition);
        scale.ifPresent(builder::scale);
        layout.ifPresent(builder::layout);
        orientation.ifPresent(value -> builder.upright(value == Orientation.EXIF));
        try {
            return builder.mean(mean).std(std).build();
        } catch (IllegalArgumentException outOfRange) {
            throw OctetException.configuration(String.valueOf(outOfRange.getMessage()));
        }
    }
}
