package dev.octet.calibrate.image;

/**
 * How a resized image takes its pixels from the original.
 *
 * <p>Pixel centres lie at half-integers, so that output pixel {@code i} of {@code n} looks at {@code (i + 0.5) * size /
 * n}. When shrinking, the kernels of {@link #BILINEAR} and {@link #BICUBIC} widen with the factor (antialiasing) unless
 * that is switched off. With it the results are Pillow's, bit for bit; without it they follow OpenCV's and PyTorch's
 * {@code align_corners=false} geometry.
 */
public enum Interpolation {
    /** The source pixel that holds the centre. */
    NEAREST(0) {
        @Override
        double weight(double distance) {
            throw new IllegalStateException("Nearest takes one pixel and weighs none");
        }
    },
    /** The triangle of half-width 1. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** The cubic convolution of half-width 2 with a = -0.5 (Keys 1981), as Pillow; OpenCV uses -0.75. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    },
    /** The mean over the source area that the output pixel covers, parts of pixels counted as parts. */
    AREA(0.5) {
        @Override
        double weight(double distance) {
            throw new IllegalStateException("Area weighs by overlap, not by distance");
        }
    };

    private static final double A = -0.5;

    private final double support;

    Interpolation(double support) {
        this.support = support;
    }

    /** Half-width of the kernel in source pixels. */
    double support() {
        return support;
    }

    /** Weight of a source pixel whose centre lies so far away; not normalised. */
    abstract double weight(double distance);
}
