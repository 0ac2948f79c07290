package dev.octet.calibrate.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A tokenizer read from a {@code tokenizer.json}. Several threads may use it. Its native part lives as long as the
 * process.
 *
 * <p>Texts are not padded unless the model takes one length only; they are cut at the length asked for, or where the
 * file itself says.
 */
public final class TextTokenizer {
    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Reads a tokenizer.
     *
     * @param maxLength tokens to cut at; where the file says it, if empty
     * @param padded whether shorter texts are filled up to that length
     * @throws OctetException of kind FILE if there is no such file, of kind CONFIGURATION if it is no tokenizer
     */
    public static TextTokenizer open(Path file, OptionalInt maxLength, boolean padded) {
        if (!Files.isRegularFile(file)) {
            throw new OctetException(Kind.FILE, "Expected a tokenizer in %s, got no such file".formatted(file));
        }
        Map<String, String> options = new LinkedHashMap<>();
        options.put("padding", padded ? "max_length" : "false");
        maxLength.ifPresent(length -> {
            options.put("truncation", "true");
            options.put("maxLength", Integer.toString(length));
        });
        try {
            return new TextTokenizer(HuggingFaceTokenizer.newInstance(file, options));
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure.getMessage()), failure);
        } catch (RuntimeException damaged) {
            // The native code reports everything as this type.
            throw new OctetException(
                    Kind.CONFIGURATION,
                    "Expected a Hugging Face tokenizer.json in %s: %s".formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    /** The tokens of a text, or of a pair of texts as one. */
    public Tokens tokenize(String text, Optional<String> second) {
        Encoding encoding = second.isPresent() ? tokenizer.encode(text, second.get()) : tokenizer.encode(text);
        return new Tokens(encoding.getIds(), encoding.getAttentionMask(), encoding.getTypeIds());
    }
}
