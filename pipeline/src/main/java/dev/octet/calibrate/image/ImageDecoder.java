package dev.octet.calibrate.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes image files to 8-bit gray or red, green, blue. Colour profiles and gamma are ignored and transparency is
 * dropped, as Pillow's {@code convert("RGB")} and OpenCV's {@code imread} do.
 *
 * <p>The platform's own readers come first, because their JPEG decoder agrees with libjpeg; TwelveMonkeys reads what
 * they cannot, such as CMYK.
 */
public final class ImageDecoder {
    /** More pixels than this are taken for a mistake or an attack: {@value}. */
    static final long MAX_PIXELS = 1L << 27;

    private static final Pattern TRUNCATED = Pattern.compile("premature|truncated", Pattern.CASE_INSENSITIVE);

    private ImageDecoder() {}

    /**
     * Decodes the first image of a file.
     *
     * @param file the whole content of the file
     * @param upright whether to turn the picture as its Exif orientation says
     * @throws IOException if it is no image, damaged, truncated or larger than {@link #MAX_PIXELS} pixels; the message
     *     says which
     */
    public static Pixels decode(byte[] file, boolean upright) throws IOException {
        Pixels pixels = decodeAsStored(file);
        return upright ? Orientation.upright(pixels, Orientation.of(file)) : pixels;
    }

    private static Pixels decodeAsStored(byte[] file) throws IOException {
        IOException first = null;
        for (ImageReader reader : readers(file)) {
            try {
                return read(reader, file);
            } catch (IOException | RuntimeException failure) {
                // Readers throw all sorts of unchecked exceptions on damaged files.
                first = first == null ? asImageFailure(failure) : first;
            } finally {
                reader.dispose();
            }
        }
        throw first == null ? new IIOException("it is not an image in a known format") : first;
    }

    private static IOException asImageFailure(Exception failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new IIOException(message.lines().findFirst().orElse(message), failure);
    }

    private static List<ImageReader> readers(byte[] file) throws IOException {
        List<ImageReader> readers = new ArrayList<>();
        try (ImageInputStream stream = stream(file)) {
            Iterator<ImageReader> found = ImageIO.getImageReaders(stream);
            found.forEachRemaining(readers::add);
        }
        readers.sort(Comparator.comparing(ImageDecoder::isForeign)
                .thenComparing(reader -> reader.getClass().getName()));
        return readers;
    }

    private static boolean isForeign(ImageReader reader) {
        return !reader.getClass().getName().startsWith("com.sun.imageio");
    }

    private static ImageInputStream stream(byte[] file) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
    }

    private static Pixels read(ImageReader reader, byte[] file) throws IOException {
        try (ImageInputStream stream = stream(file)) {
            reader.setInput(stream, true, true);
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            checkSize(reader.getWidth(0), reader.getHeight(0));
            Pixels pixels = RasterPixels.of(reader.read(0));
            Optional<String> truncation = truncation(warnings);
            if (truncation.isPresent()) {
                throw new IIOException("it is truncated (" + truncation.get() + ")");
            }
            return pixels;
        }
    }

    /** libjpeg fills what is missing with gray and only warns. */
    private static Optional<String> truncation(List<String> warnings) {
        return warnings.stream()
                .filter(warning -> TRUNCATED.matcher(warning).find())
                .findFirst();
    }

    private static void checkSize(int width, int height) throws IIOException {
        if ((long) width * height > MAX_PIXELS) {
            throw new IIOException(
                    "it has %dx%d pixels, more than the %d that are read".formatted(height, width, MAX_PIXELS));
        }
    }
}
