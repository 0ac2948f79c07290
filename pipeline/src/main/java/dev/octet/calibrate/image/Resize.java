package dev.octet.calibrate.image;

/** The size that an image is brought to. */
public sealed interface Resize {
    /**
     * Both sides are given; {@link ResizeMode} says what happens to the proportions.
     *
     * @param height in pixels
     * @param width in pixels
     */
    record Exact(int height, int width) implements Resize {
        /** Refuses sizes below one pixel. */
        public Exact {
            requirePositive(height);
            requirePositive(width);
        }

        /** As {@code 224x320}, height first. */
        @Override
        public String toString() {
            return height + "x" + width;
        }
    }

    /**
     * The shorter side is given, the longer one follows in proportion, rounded down.
     *
     * @param length in pixels
     */
    record ShorterSide(int length) implements Resize {
        /** Refuses lengths below one pixel. */
        public ShorterSide {
            requirePositive(length);
        }
    }

    private static void requirePositive(int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("Expected a size of at least one pixel, got " + pixels);
        }
    }
}
