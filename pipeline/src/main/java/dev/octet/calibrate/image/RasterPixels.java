package dev.octet.calibrate.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import javax.imageio.IIOException;

/** Takes the stored numbers out of a decoded image. */
final class RasterPixels {
    private RasterPixels() {}

    static Pixels of(BufferedImage image) throws IIOException {
        return isPlain(image.getColorModel()) ? stored(image.getRaster()) : converted(image);
    }

    /** Gray or RGB, with or without alpha, in whole numbers of 8 or 16 bits a channel. */
    private static boolean isPlain(ColorModel colors) {
        int type = colors.getColorSpace().getType();
        int transfer = colors.getTransferType();
        return colors instanceof ComponentColorModel
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
                && (transfer == DataBuffer.TYPE_BYTE || transfer == DataBuffer.TYPE_USHORT);
    }

    /**
     * The samples themselves. {@link BufferedImage#getRGB} would not do: it takes gray images for linear light and
     * brightens them, and applies embedded colour profiles.
     */
    private static Pixels stored(Raster raster) {
        int bands = raster.getNumBands();
        int channels = bands < 3 ? 1 : 3;
        int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        byte[] bytes = new byte[raster.getHeight() * raster.getWidth() * channels];
        int[] row = new int[raster.getWidth() * bands];
        int next = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int start = 0; start < row.length; start += bands) {
                for (int channel = 0; channel < channels; channel++) {
                    bytes[next++] = (byte) (row[start + channel] >> shift);
                }
            }
        }
        return new Pixels(raster.getHeight(), raster.getWidth(), channels, bytes);
    }

    /** Palettes and packed pixels, which are sRGB. */
    private static Pixels converted(BufferedImage image) throws IIOException {
        if (!image.getColorModel().getColorSpace().isCS_sRGB()) {
            throw new IIOException("its pixels are in a colour space that is not read: " + image.getColorModel());
        }
        byte[] bytes = new byte[3 * image.getHeight() * image.getWidth()];
        int[] row = new int[image.getWidth()];
        int next = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                bytes[next++] = (byte) (pixel >> 16);
                bytes[next++] = (byte) (pixel >> 8);
                bytes[next++] = (byte) pixel;
            }
        }
        return new Pixels(image.getHeight(), image.getWidth(), 3, bytes);
    }
}
