package dev.octet.provenance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration that a model was quantized with, in the form that repeats it: the options of {@code octet quantize}
 * that decide what the model becomes. Files and folders are not among them, nor what only changes how fast it is made.
 *
 * @param options values by option name without dashes, in alphabetical order; an option that takes none has
 *     {@code true}
 * @param seed the seed that samples were drawn with
 */
public record Recipe(SortedMap<String, List<String>> options, long seed) {
    /** Nothing was asked for but the defaults, by a program or without options. */
    public static final Recipe DEFAULTS = new Recipe(new TreeMap<>(), 1);

    /** Copies the options. */
    public Recipe {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        options.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        options = Collections.unmodifiableSortedMap(copy);
    }

    /** The options as JSON on one line; the same options give the same text. */
    public String text() {
        StringWriter text = new StringWriter();
        // A mapper would do it in one line, but is slow to make, and every run writes one recipe.
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, List<String>> option : options.entrySet()) {
                json.writeFieldName(option.getKey());
                String[] values = option.getValue().toArray(String[]::new);
                json.writeArray(values, 0, values.length);
            }
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("Writing to a text cannot fail", failure);
        }
        return text.toString();
    }

    /**
     * The recipe that {@link #text} gave.
     *
     * @throws OctetException of kind INVALID_MODEL if it is something else
     */
    public static Recipe parse(String text, long seed) {
        try {
            return new Recipe(
                    new JsonMapper().readValue(text, new TypeReference<TreeMap<String, List<String>>>() {}), seed);
        } catch (JsonProcessingException | NullPointerException failure) {
            throw OctetException.invalidModel(
                    "The model's metadata: expected options as a JSON object of lists of strings, got " + text);
        }
    }
}
