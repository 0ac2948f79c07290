package dev.octet.calibrate;

import dev.octet.format.OnnxWriter;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 over models and tensors, weights included wherever they lie. */
final class ModelDigest {
    private static final int PART = 1 << 24;

    private ModelDigest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static void add(MessageDigest digest, Model model) {
        Model bare = model.withGraph(
                model.graph().toBuilder().initializers(List.of()).build());
        byte[] bytes = OnnxWriter.toBytes(bare);
        add(digest, Integer.toString(bytes.length));
        digest.update(bytes);
        for (Initializer initializer : model.graph().initializers().values()) {
            add(digest, initializer.name());
            add(digest, initializer.tensor());
        }
    }

    static void add(MessageDigest digest, Tensor tensor) {
        add(digest, tensor.toString());
        if (tensor.type().bits() == 0) {
            tensor.strings().forEach(text -> {
                add(digest, Integer.toString(text.remaining()));
                digest.update(text);
            });
            return;
        }
        long size = tensor.data().byteSize();
        for (long start = 0; start < size; start += PART) {
            digest.update(tensor.data().slice(start, (int) Math.min(PART, size - start)));
        }
    }

    /** A text with its length, so that neighbours cannot be taken for each other. */
    static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
