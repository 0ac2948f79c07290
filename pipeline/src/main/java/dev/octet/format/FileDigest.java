package dev.octet.format;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over files, as {@code sha256sum} gives it. */
public final class FileDigest {
    private static final int PART = 1 << 20;

    private FileDigest() {}

    /**
     * The digest of files one after the other, in hexadecimal.
     *
     * @throws OctetException of kind FILE if one cannot be read
     */
    public static String sha256(List<Path> files) {
        MessageDigest digest = digest();
        byte[] part = new byte[PART];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int count = in.read(part); count >= 0; count = in.read(part)) {
                    digest.update(part, 0, count);
                }
            } catch (IOException failure) {
                throw new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure), failure);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
