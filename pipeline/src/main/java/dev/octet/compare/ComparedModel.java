package dev.octet.compare;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.inspect.StoredWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One of the two models as a file.
 *
 * @param file where it is
 * @param sha256 SHA-256 of the {@code .onnx} file, without data files beside it
 * @param bytes size of the file and of what it takes from data files beside it
 * @param weightBytes bytes of the stored tensors alone; the rest is nodes, names and documentation
 */
public record ComparedModel(Path file, String sha256, long bytes, long weightBytes) {
    static ComparedModel of(Path file, Model model) {
        StoredWeights weights = StoredWeights.of(model);
        try {
            return new ComparedModel(file, sha256(file), Files.size(file) + weights.externalBytes(), weights.bytes());
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure), failure);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Bytes of everything but weights. */
    public long otherBytes() {
        return bytes - weightBytes;
    }
}
