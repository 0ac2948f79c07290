package dev.octet.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** Builds JSON, two spaces a level, each field on its own line. */
public final class Json {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A list of objects. */
    public static <T> ArrayNode array(Collection<T> values, Function<? super T, ? extends JsonNode> shown) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(shown.apply(value)));
        return array;
    }

    /** A list of strings. */
    public static ArrayNode strings(Collection<?> values) {
        return array(values, value -> JsonNodeFactory.instance.textNode(value.toString()));
    }

    /** A list of whole numbers. */
    public static ArrayNode longs(long... values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (long value : values) {
            array.add(value);
        }
        return array;
    }

    /** An object with a number for each key. */
    public static ObjectNode numbers(Map<?, ? extends Number> values) {
        ObjectNode object = object();
        values.forEach((key, number) -> object.put(key.toString(), number.longValue()));
        return object;
    }

    /** An object with a string for each key. */
    public static ObjectNode texts(Map<String, String> values) {
        ObjectNode object = object();
        values.forEach(object::put);
        return object;
    }

    /** Adds a number; an infinite one as a string, since JSON has none, and none at all for not a number. */
    public static void putNumber(ObjectNode object, String field, double number) {
        if (Double.isInfinite(number)) {
            object.put(field, Double.toString(number));
        } else if (!Double.isNaN(number)) {
            object.put(field, number);
        }
    }

    /** The text, with a line break at its end. */
    public static String print(ObjectNode root) {
        try {
            return WRITER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Printing a tree cannot fail", failure);
        }
    }
}
