package dev.octet.calibrate.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How a camera was held, and turning its picture upright.
 *
 * <p>Source: Exif 2.32, tag 0x0112; values 1 to 8.
 */
final class Orientation {
    /** Nothing to turn. */
    static final int UPRIGHT = 1;

    private Orientation() {}

    /** The orientation that a JPEG file notes, or {@link #UPRIGHT} where it notes none that can be read. */
    static int of(byte[] file) {
        if (file.length < 2 || (file[0] & 0xff) != 0xff || (file[1] & 0xff) != 0xd8) {
            return UPRIGHT;
        }
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(stream, JPEG.APP1, "Exif");
            return segments.isEmpty() ? UPRIGHT : noted(segments.get(0));
        } catch (IOException damaged) {
            // Damaged notes do not make an image unreadable; every viewer then shows it as it lies.
            return UPRIGHT;
        }
    }

    private static int noted(JPEGSegment exif) throws IOException {
        try (InputStream data = exif.data()) {
            data.skipNBytes(1); // the padding byte after "Exif\0"
            try (ImageInputStream tags = ImageIO.createImageInputStream(data)) {
                Directory directory = new TIFFReader().read(tags);
                Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
                return entry != null && entry.getValue() instanceof Number number ? number.intValue() : UPRIGHT;
            }
        }
    }

    /** The picture as it was meant to be seen; values outside 1 to 8 mean nothing and turn nothing. */
    static Pixels upright(Pixels pixels, int orientation) {
        if (orientation < 2 || orientation > 8) {
            return pixels;
        }
        boolean swapped = orientation >= 5;
        int height = swapped ? pixels.width() : pixels.height();
        int width = swapped ? pixels.height() : pixels.width();
        int channels = pixels.channels();
        byte[] turned = new byte[pixels.bytes().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int source = source(pixels, orientation, y, x) * channels;
                System.arraycopy(pixels.bytes(), source, turned, (y * width + x) * channels, channels);
            }
        }
        return new Pixels(height, width, channels, turned);
    }

    /** Index of the stored pixel that belongs at (y, x) of the upright picture. */
    private static int source(Pixels pixels, int orientation, int y, int x) {
        int bottom = pixels.height() - 1;
        int right = pixels.width() - 1;
        return switch (orientation) {
            case 2 -> y * pixels.width() + right - x;
            case 3 -> (bottom - y) * pixels.width() + right - x;
            case 4 -> (bottom - y) * pixels.width() + x;
            case 5 -> x * pixels.width() + y;
            case 6 -> (bottom - x) * pixels.width() + y;
            case 7 -> (bottom - x) * pixels.width() + right - y;
            default -> x * pixels.width() + right - y;
        };
    }
}
