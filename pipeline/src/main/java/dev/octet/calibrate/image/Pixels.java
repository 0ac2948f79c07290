package dev.octet.calibrate.image;

import java.util.Arrays;

/**
 * An image in memory: 8 bits a channel, channels side by side, rows from the top. Nobody changes the bytes once they
 * are inside.
 */
public final class Pixels {
    private final int height;
    private final int width;
    private final int channels;
    private final byte[] bytes;

    /**
     * Takes over the bytes without copying them.
     *
     * @param height in pixels
     * @param width in pixels
     * @param channels 1 for gray, 3 for red, green, blue
     * @param bytes {@code [height, width, channels]} in row-major order
     */
    public Pixels(int height, int width, int channels, byte[] bytes) {
        if (bytes.length != Math.multiplyExact(Math.multiplyExact(height, width), channels)) {
            throw new IllegalArgumentException(
                    "Expected %dx%dx%d bytes, got %d".formatted(height, width, channels, bytes.length));
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.bytes = bytes;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Channels a pixel. */
    public int channels() {
        return channels;
    }

    /** One channel of one pixel, 0 to 255. */
    public int at(int y, int x, int channel) {
        return Byte.toUnsignedInt(bytes[(y * width + x) * channels + channel]);
    }

    /** The bytes themselves, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** One channel: luma of a coloured image, rounded half up in 16 fractional bits, as Pillow and libjpeg do it. */
    public Pixels toGray() {
        if (channels == 1) {
            return this;
        }
        byte[] gray = new byte[height * width];
        for (int i = 0; i < gray.length; i++) {
            int red = Byte.toUnsignedInt(bytes[3 * i]);
            int green = Byte.toUnsignedInt(bytes[3 * i + 1]);
            int blue = Byte.toUnsignedInt(bytes[3 * i + 2]);
            // 0.299, 0.587 and 0.114 in units of 2^-16; they add up to 2^16.
            gray[i] = (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
        }
        return new Pixels(height, width, 1, gray);
    }

    /** Three channels; a gray image repeats its one. */
    public Pixels toColor() {
        if (channels == 3) {
            return this;
        }
        byte[] color = new byte[3 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            Arrays.fill(color, 3 * i, 3 * i + 3, bytes[i]);
        }
        return new Pixels(height, width, 3, color);
    }

    /** A window of this image; what lies outside of it has the given value in every channel. */
    public Pixels window(int top, int left, int windowHeight, int windowWidth, int outside) {
        byte[] copied = new byte[Math.multiplyExact(Math.multiplyExact(windowHeight, windowWidth), channels)];
        Arrays.fill(copied, (byte) outside);
        int fromX = Math.max(0, left);
        int length = Math.min(width, left + windowWidth) - fromX;
        for (int y = Math.max(0, top); length > 0 && y < Math.min(height, top + windowHeight); y++) {
            int target = ((y - top) * windowWidth + fromX - left) * channels;
            System.arraycopy(bytes, (y * width + fromX) * channels, copied, target, length * channels);
        }
        return new Pixels(windowHeight, windowWidth, channels, copied);
    }

    /** As {@code 480x640x3}, height first. */
    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
