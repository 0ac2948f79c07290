package dev.octet.calibrate.data;

import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Writes the files that tests read, and declares inputs that take them. */
final class Written {
    private Written() {}

    /** An input; sizes below 0 are dimensions without a number. */
    static Value input(String name, ElementType element, long... sizes) {
        List<Dimension> dimensions = Arrays.stream(sizes)
                .<Dimension>mapToObj(size -> size < 0 ? new Dimension.Named("N" + -size) : new Dimension.Known(size))
                .toList();
        return Value.of(name, new ValueType.TensorType(element, Optional.of(dimensions)));
    }

    static byte[] npy(Tensor tensor) {
        String letters = switch (tensor.type()) {
            case FLOAT -> "<f4";
            case DOUBLE -> "<f8";
            case UINT8 -> "|u1";
            case INT64 -> "<i8";
            default -> throw new IllegalArgumentException(tensor.toString());
        };
        String shape = Arrays.stream(tensor.shape().dimensions())
                .mapToObj(size -> size + ",")
                .collect(Collectors.joining());
        byte[] header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
                .formatted(letters, shape)
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
        out.writeBytes(header);
        byte[] elements = new byte[(int) tensor.data().byteSize()];
        tensor.data().buffer().get(elements);
        out.writeBytes(elements);
        return out.toByteArray();
    }

    static Path npy(Path file, Tensor tensor) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, npy(tensor));
    }

    static Path npz(Path file, Map<String, Tensor> arrays) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
                archive.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                archive.write(npy(array.getValue()));
            }
        }
        return file;
    }

    /** A TensorProto: dims in field 1, data_type in field 2, raw_data in field 9; everything below 128. */
    static Path pb(Path file, Tensor tensor) throws IOException {
        Files.createDirectories(file.getParent());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long size : tensor.shape().dimensions()) {
            out.writeBytes(new byte[] {1 << 3, (byte) size});
        }
        byte[] elements = new byte[(int) tensor.data().byteSize()];
        tensor.data().buffer().get(elements);
        out.writeBytes(new byte[] {2 << 3, (byte) tensor.type().code(), 9 << 3 | 2, (byte) elements.length});
        out.writeBytes(elements);
        return Files.write(file, out.toByteArray());
    }

    /** A gray image of one brightness. */
    static Path image(Path file, int height, int width, int brightness) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, brightness);
            }
        }
        String name = file.toString();
        if (!ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())) {
            throw new IOException("No writer for " + file);
        }
        return file;
    }
}
