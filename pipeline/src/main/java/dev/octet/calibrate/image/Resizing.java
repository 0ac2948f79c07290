package dev.octet.calibrate.image;

import java.util.Optional;

/** The geometry of preprocessing: resize with its mode, then the centre crop. */
final class Resizing {
    private final Preprocessing said;

    Resizing(Preprocessing said) {
        this.said = said;
    }

    /**
     * The image at its final size.
     *
     * @param modelSize what the model wants; used where neither resize nor crop is said
     * @throws IllegalArgumentException if the crop is larger than the image
     */
    Pixels apply(Pixels pixels, Optional<Resize.Exact> modelSize) {
        Optional<Resize> size = said.resize();
        if (size.isEmpty() && said.crop().isEmpty()) {
            size = modelSize.map(Resize.class::cast);
        }
        Pixels resized = size.map(wanted -> resize(pixels, wanted)).orElse(pixels);
        return said.crop().map(crop -> centerCrop(resized, crop)).orElse(resized);
    }

    private Pixels resize(Pixels pixels, Resize wanted) {
        if (wanted instanceof Resize.ShorterSide side) {
            return shorterSide(pixels, side.length());
        }
        Resize.Exact exact = (Resize.Exact) wanted;
        return switch (said.resizeMode().orElse(ResizeMode.STRETCH)) {
            case STRETCH -> resample(pixels, exact.height(), exact.width());
            case CROP -> covering(pixels, exact);
            case LETTERBOX -> framed(pixels, exact);
        };
    }

    /** As torchvision's Resize with one number: the longer side is rounded down. */
    private Pixels shorterSide(Pixels pixels, int length) {
        int height = pixels.height();
        int width = pixels.width();
        return width <= height
                ? resample(pixels, (int) ((long) length * height / width), length)
                : resample(pixels, length, (int) ((long) length * width / height));
    }

    private Pixels covering(Pixels pixels, Resize.Exact exact) {
        double factor = Math.max((double) exact.height() / pixels.height(), (double) exact.width() / pixels.width());
        int height = Math.max(exact.height(), (int) Math.round(pixels.height() * factor));
        int width = Math.max(exact.width(), (int) Math.round(pixels.width() * factor));
        return centerCrop(resample(pixels, height, width), exact);
    }

    private Pixels framed(Pixels pixels, Resize.Exact exact) {
        double factor = Math.min((double) exact.height() / pixels.height(), (double) exact.width() / pixels.width());
        int height = Math.max(1, Math.min(exact.height(), (int) Math.round(pixels.height() * factor)));
        int width = Math.max(1, Math.min(exact.width(), (int) Math.round(pixels.width() * factor)));
        boolean centered =
                said.padPosition().orElse(Preprocessing.PadPosition.CENTER) == Preprocessing.PadPosition.CENTER;
        int top = centered ? (exact.height() - height) / 2 : 0;
        int left = centered ? (exact.width() - width) / 2 : 0;
        return resample(pixels, height, width)
                .window(
                        -top,
                        -left,
                        exact.height(),
                        exact.width(),
                        said.padValue().orElse(0));
    }

    private Pixels resample(Pixels pixels, int height, int width) {
        if ((long) height * width > ImageDecoder.MAX_PIXELS) {
            throw new IllegalArgumentException("resized to %dx%d it would have more than %d pixels"
                    .formatted(height, width, ImageDecoder.MAX_PIXELS));
        }
        if (height == pixels.height() && width == pixels.width()) {
            return pixels;
        }
        Interpolation interpolation = said.interpolation().orElse(Interpolation.BILINEAR);
        return Resampler.resize(
                pixels, height, width, interpolation, said.antialias().orElse(true));
    }

    /** An odd pixel is split half to even, as torchvision's CenterCrop does. */
    private static Pixels centerCrop(Pixels pixels, Resize.Exact size) {
        if (size.height() > pixels.height() || size.width() > pixels.width()) {
            throw new IllegalArgumentException("a crop of %s does not fit into its %dx%d pixels; resize it first"
                    .formatted(size, pixels.height(), pixels.width()));
        }
        int top = (int) Math.rint((pixels.height() - size.height()) / 2.0);
        int left = (int) Math.rint((pixels.width() - size.width()) / 2.0);
        return pixels.window(top, left, size.height(), size.width(), 0);
    }
}
