package dev.octet.calibrate.image;

/**
 * Resizes images in two passes, columns first, each rounded to 8 bits. Weights have 22 fractional bits, so that sums of
 * 8-bit samples fit an int; Pillow computes in the same steps and gives the same bytes.
 */
final class Resampler {
    private static final int HALF = 1 << (ResampleWeights.FRACTION_BITS - 1);

    private Resampler() {}

    static Pixels resize(Pixels pixels, int height, int width, Interpolation interpolation, boolean antialias) {
        if (interpolation == Interpolation.NEAREST) {
            return nearest(pixels, height, width);
        }
        Pixels result = pixels;
        if (width != pixels.width()) {
            result = columns(result, width, ResampleWeights.of(pixels.width(), width, interpolation, antialias));
        }
        if (height != pixels.height()) {
            result = rows(result, height, ResampleWeights.of(pixels.height(), height, interpolation, antialias));
        }
        return result;
    }

    private static Pixels nearest(Pixels pixels, int height, int width) {
        int channels = pixels.channels();
        byte[] taken = new byte[height * width * channels];
        double stepY = (double) pixels.height() / height;
        double stepX = (double) pixels.width() / width;
        for (int y = 0; y < height; y++) {
            int sourceY = (int) ((y + 0.5) * stepY);
            int row = sourceY * pixels.width();
            for (int x = 0; x < width; x++) {
                int source = (row + (int) ((x + 0.5) * stepX)) * channels;
                System.arraycopy(pixels.bytes(), source, taken, (y * width + x) * channels, channels);
            }
        }
        return new Pixels(height, width, channels, taken);
    }

    private static Pixels columns(Pixels pixels, int width, ResampleWeights weights) {
        int channels = pixels.channels();
        byte[] from = pixels.bytes();
        byte[] to = new byte[pixels.height() * width * channels];
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < width; x++) {
                int start = (y * pixels.width() + weights.first(x)) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    to[(y * width + x) * channels + channel] = weighted(from, start + channel, channels, weights.of(x));
                }
            }
        }
        return new Pixels(pixels.height(), width, channels, to);
    }

    private static Pixels rows(Pixels pixels, int height, ResampleWeights weights) {
        int rowSize = pixels.width() * pixels.channels();
        byte[] from = pixels.bytes();
        byte[] to = new byte[height * rowSize];
        for (int y = 0; y < height; y++) {
            int start = weights.first(y) * rowSize;
            for (int i = 0; i < rowSize; i++) {
                to[y * rowSize + i] = weighted(from, start + i, rowSize, weights.of(y));
            }
        }
        return new Pixels(height, pixels.width(), pixels.channels(), to);
    }

    private static byte weighted(byte[] from, int start, int stride, int[] weights) {
        int sum = HALF;
        int position = start;
        for (int weight : weights) {
            sum += Byte.toUnsignedInt(from[position]) * weight;
            position += stride;
        }
        return (byte) Math.max(0, Math.min(255, sum >> ResampleWeights.FRACTION_BITS));
    }
}
