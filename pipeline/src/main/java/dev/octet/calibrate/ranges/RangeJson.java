package dev.octet.calibrate.ranges;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Range;
import java.io.IOException;

/** What the JSON forms share. */
final class RangeJson {
    /** Numbers keep all their digits, so that a bound is rounded to binary32 just once. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private RangeJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String print(ObjectNode object) {
        return object.toPrettyString() + "\n";
    }

    static JsonNode parse(String text) throws IOException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IOException("it is not valid JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** The range between two numbers; {@code where} names it in a failure. */
    static Range range(String where, JsonNode min, JsonNode max) throws IOException {
        if (!min.isNumber() || !max.isNumber()) {
            throw new IOException("'%s': expected two numbers, got %s and %s".formatted(where, min, max));
        }
        try {
            return new Range(bound(min), bound(max));
        } catch (IllegalArgumentException noRange) {
            throw new IOException("'%s': %s".formatted(where, noRange.getMessage()), noRange);
        }
    }

    private static float bound(JsonNode number) {
        return number.decimalValue().floatValue();
    }
}
