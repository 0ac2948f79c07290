package dev.octet.calibrate.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How an image becomes a model's input. Everything may be left out; what is left out follows the model or does nothing.
 *
 * <p>In this order: turn upright, colour order, resize, centre crop, then each number becomes {@code (pixel * scale -
 * mean) / std}.
 *
 * @param color channels and their order; without it gray for models of one channel, else RGB
 * @param resize size to resize to; without it the model's own height and width, or the image's where the model takes
 *     any size
 * @param resizeMode what happens to the proportions; stretched without it
 * @param interpolation bilinear without it
 * @param antialias whether kernels widen when shrinking; they do without it
 * @param crop centre crop after resizing, height and width
 * @param padValue what letterboxing fills with, 0 to 255, before scaling; 0 without it
 * @param padPosition where the letterboxed image lies; in the centre without it
 * @param scale factor on pixels of 0 to 255; 1 without it
 * @param mean subtracted after scaling: one number, or one a channel in the order of {@code color}; empty for 0
 * @param std divided by: one number, or one a channel in the order of {@code color}; empty for 1
 * @param layout order of the axes; without it read off the model's shape, NCHW where that says nothing
 * @param upright whether to turn images as their Exif orientation says; they are turned without it
 */
public record Preprocessing(
        Optional<ColorOrder> color,
        Optional<Resize> resize,
        Optional<ResizeMode> resizeMode,
        Optional<Interpolation> interpolation,
        Optional<Boolean> antialias,
        Optional<Resize.Exact> crop,
        OptionalInt padValue,
        Optional<PadPosition> padPosition,
        OptionalDouble scale,
        List<Double> mean,
        List<Double> std,
        Optional<Layout> layout,
        Optional<Boolean> upright) {

    /** Nothing said. */
    public static final Preprocessing NONE = new Builder().build();

    /** Where a letterboxed image lies in its frame. */
    public enum PadPosition {
        /** Padding on both sides; an odd pixel goes to the bottom or right. */
        CENTER,
        /** Padding at the bottom and right only. */
        TOP_LEFT
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (padValue.isPresent() && (padValue.getAsInt() < 0 || padValue.getAsInt() > 255)) {
            throw new IllegalArgumentException("Expected a pad value from 0 to 255, got " + padValue.getAsInt());
        }
        requireFinite("scale", scale.isPresent() ? List.of(scale.getAsDouble()) : List.of());
        requireFinite("mean", mean);
        requireFinite("std", std);
        if (std.contains(0.0) || std.contains(-0.0)) {
            throw new IllegalArgumentException("Expected std to hold no zero, got " + std);
        }
    }

    private static void requireFinite(String key, List<Double> numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("Expected %s to be finite, got %s".formatted(key, number));
            }
        }
    }

    /** A builder that starts from nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder().overrideWith(this);
    }

    /** This, with everything that {@code stronger} says taken from there. */
    public Preprocessing overriddenBy(Preprocessing stronger) {
        return toBuilder().overrideWith(stronger).build();
    }

    /** Whether anything is said. Not asked of {@code equals}, which a record with so many parts links for 20 ms. */
    public boolean saysAnything() {
        return changesNumbers()
                || padValue.isPresent()
                || List.of(color, resize, resizeMode, interpolation, antialias, crop, padPosition, layout, upright)
                        .stream()
                        .anyMatch(Optional::isPresent);
    }

    /** Whether numbers are changed at all: one of scale, mean and std is given. */
    public boolean changesNumbers() {
        return scale.isPresent() || !mean.isEmpty() || !std.isEmpty();
    }

    /** Collects the parts of a {@link Preprocessing}. */
    public static final class Builder {
        private Optional<ColorOrder> color = Optional.empty();
        private Optional<Resize> resize = Optional.empty();
        private Optional<ResizeMode> resizeMode = Optional.empty();
        private Optional<Interpolation> interpolation = Optional.empty();
        private Optional<Boolean> antialias = Optional.empty();
        private Optional<Resize.Exact> crop = Optional.empty();
        private OptionalInt padValue = OptionalInt.empty();
        private Optional<PadPosition> padPosition = Optional.empty();
        private OptionalDouble scale = OptionalDouble.empty();
        private List<Double> mean = List.of();
        private List<Double> std = List.of();
        private Optional<Layout> layout = Optional.empty();
        private Optional<Boolean> upright = Optional.empty();

        private Builder() {}

        /** Sets {@link Preprocessing#color}. */
        public Builder color(ColorOrder value) {
            color = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#resize}. */
        public Builder resize(Resize value) {
            resize = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#resizeMode}. */
        public Builder resizeMode(ResizeMode value) {
            resizeMode = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#interpolation}. */
        public Builder interpolation(Interpolation value) {
            interpolation = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#antialias}. */
        public Builder antialias(boolean value) {
            antialias = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#crop}. */
        public Builder crop(Resize.Exact value) {
            crop = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#padValue}. */
        public Builder padValue(int value) {
            padValue = OptionalInt.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#padPosition}. */
        public Builder padPosition(PadPosition value) {
            padPosition = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#scale}. */
        public Builder scale(double value) {
            scale = OptionalDouble.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#mean}. */
        public Builder mean(List<Double> values) {
            mean = values;
            return this;
        }

        /** Sets {@link Preprocessing#std}. */
        public Builder std(List<Double> values) {
            std = values;
            return this;
        }

        /** Sets {@link Preprocessing#layout}. */
        public Builder layout(Layout value) {
            layout = Optional.of(value);
            return this;
        }

        /** Sets {@link Preprocessing#upright}. */
        public Builder upright(boolean value) {
            upright = Optional.of(value);
            return this;
        }

        private Builder overrideWith(Preprocessing other) {
            color = other.color.or(() -> color);
            resize = other.resize.or(() -> resize);
            resizeMode = other.resizeMode.or(() -> resizeMode);
            interpolation = other.interpolation.or(() -> interpolation);
            antialias = other.antialias.or(() -> antialias);
            crop = other.crop.or(() -> crop);
            padValue = other.padValue.isPresent() ? other.padValue : padValue;
            padPosition = other.padPosition.or(() -> padPosition);
            scale = other.scale.isPresent() ? other.scale : scale;
            mean = other.mean.isEmpty() ? mean : other.mean;
            std = other.std.isEmpty() ? std : other.std;
            layout = other.layout.or(() -> layout);
            upright = other.upright.or(() -> upright);
            return this;
        }

        /** The preprocessing. */
        public Preprocessing build() {
            return new Preprocessing(
                    color,
                    resize,
                    resizeMode,
                    interpolation,
                    antialias,
                    crop,
                    padValue,
                    padPosition,
                    scale,
                    mean,
                    std,
                    layout,
                    upright);
        }
    }
}
