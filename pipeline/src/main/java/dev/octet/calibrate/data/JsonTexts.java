package dev.octet.calibrate.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Texts in the values of JSON objects. */
final class JsonTexts {
    private JsonTexts() {}

    /** One reader for each key, or one for a pair of them; {@code text} where none is named. */
    static List<Lines.LineReader> readers(TokenInputs tokens, DataSettings settings) {
        List<String> keys = settings.columns().isEmpty() ? List.of("text") : settings.columns();
        if (settings.pairs()) {
            TableTexts.requireTwo(keys.size());
            return List.of(line -> {
                JsonNode object = JsonTensors.object(line);
                return tokens.tokenized(text(object, keys.get(0)), Optional.of(text(object, keys.get(1))));
            });
        }
        return keys.stream()
                .<Lines.LineReader>map(key -> line -> tokens.tokenized(text(JsonTensors.object(line), key)))
                .toList();
    }

    private static String text(JsonNode object, String key) throws IOException {
        JsonNode found = object.get(key);
        if (found == null || !found.isTextual()) {
            throw new IOException(
                    "expected a text under '%s', got %s".formatted(key, found == null ? "nothing" : found));
        }
        return found.textValue();
    }
}
