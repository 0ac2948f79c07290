package dev.octet.format;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of files that people take for an ONNX model, by their first bytes; what to do about each. */
enum FileSignature {
    LFS_POINTER(0, "version https://git-lfs", "a Git LFS pointer. Fetch the file itself with 'git lfs pull'"),
    ORT(4, "ORTM", "ONNX Runtime's own format. Use the .onnx file that it was made from"),
    TFLITE(4, "TFL3", "a TensorFlow Lite model. Convert it to ONNX first"),
    ZIP(0, "PK\3\4", "a zip archive, perhaps a PyTorch checkpoint. Unpack it, or export the model to ONNX"),
    GZIP(0, "\37\u008b", "a gzip archive. Unpack it first"),
    HDF5(0, "\u0089HDF", "an HDF5 file, perhaps a Keras model. Convert it to ONNX first"),
    NUMPY(0, "\u0093NUMPY", "a NumPy array"),
    PICKLE(0, "\u0080\2", "a Python pickle, perhaps a PyTorch checkpoint. Export the model to ONNX first"),
    HTML(0, "<", "a web page or XML. Perhaps a download went wrong");

    private static final int SAMPLE = 512;

    private final int offset;
    private final ByteString bytes;
    private final String description;

    FileSignature(int offset, String bytes, String description) {
        this.offset = offset;
        this.bytes = ByteString.copyFrom(bytes, StandardCharsets.ISO_8859_1);
        this.description = description;
    }

    /** What a file that turned out to be no ONNX model is instead. */
    static String describe(Path file) throws IOException {
        try (InputStream start = Files.newInputStream(file)) {
            return describe(start.readNBytes(SAMPLE), Files.size(file));
        }
    }

    /** What bytes that turned out to be no ONNX model are instead. */
    static String describe(byte[] content) {
        return describe(Arrays.copyOf(content, Math.min(SAMPLE, content.length)), content.length);
    }

    private static String describe(byte[] start, long size) {
        ByteString content = ByteString.copyFrom(start);
        if (content.isEmpty()) {
            return "an empty file";
        }
        Optional<FileSignature> known =
                Arrays.stream(values()).filter(kind -> kind.fits(content)).findFirst();
        return known.map(kind -> kind.description)
                .orElseGet(() -> isText(content)
                        ? "a text file"
                        : "%d bytes that are damaged, cut short or in another format".formatted(size));
    }

    private boolean fits(ByteString content) {
        return content.size() >= offset && content.substring(offset).startsWith(bytes);
    }

    private static boolean isText(ByteString content) {
        for (int i = 0; i < content.size(); i++) {
            int character = content.byteAt(i) & 0xff;
            if (character < ' ' && character != '\n' && character != '\r' && character != '\t') {
                return false;
            }
        }
        return true;
    }
}
