package dev.octet.cli.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.observe.RangeMethod;
import dev.octet.place.PlacementOverride;
import dev.octet.place.PlacementOverride.Kind;
import dev.octet.place.PlacementOverride.Selector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an override such as {@code {tensor: x, range: mse}}, an entry of the configuration's {@code overrides:}. */
public final class OverrideText implements ITypeConverter<PlacementOverride> {
    private static final List<QuantizedType> TYPES =
            List.of(QuantizedType.UINT8, QuantizedType.INT8, QuantizedType.UINT16, QuantizedType.INT16);
    private static final List<String> SELECTORS =
            Arrays.stream(Kind.values()).map(OverrideText::key).toList();
    private static final List<String> SETTINGS =
            List.of("float", "type", "symmetric", "per-channel", "narrow", "range");

    @Override
    public PlacementOverride convert(String text) {
        try {
            return parse(text);
        } catch (OctetException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }

    private static PlacementOverride parse(String text) {
        Map<String, JsonNode> entries = entries(text);
        List<String> selectors =
                entries.keySet().stream().filter(SELECTORS::contains).toList();
        if (selectors.size() != 1 || entries.size() < 2) {
            throw expected(text, "one of %s and one or more of %s".formatted(SELECTORS, SETTINGS));
        }
        Kind kind = Kind.valueOf(selectors.get(0).toUpperCase(Locale.ROOT));
        JsonNode pattern = entries.get(selectors.get(0));
        return new PlacementOverride(
                new Selector(kind, pattern == null ? "" : pattern.asText()),
                flag(entries, "float").orElse(false),
                flag(entries, "per-channel"),
                Optional.ofNullable(entries.get("type")).map(OverrideText::type),
                flag(entries, "symmetric"),
                flag(entries, "narrow"),
                Optional.ofNullable(entries.get("range"))
                        .filter(JsonNode::isTextual)
                        .map(OverrideText::method),
                Optional.ofNullable(entries.get("range"))
                        .filter(range -> !range.isTextual())
                        .map(OverrideText::range));
    }

    private static Map<String, JsonNode> entries(String text) {
        JsonNode tree = tree(text);
        Map<String, JsonNode> entries = new TreeMap<>();
        tree.properties().forEach(entry -> {
            String key = entry.getKey();
            if (!SELECTORS.contains(key) && !SETTINGS.contains(key)) {
                throw OctetException.configuration(
                        "Override %s: unknown key '%s'%s".formatted(text, key, NearestName.hint(key, SETTINGS)));
            }
            entries.put(key, entry.getValue());
        });
        return entries;
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode tree = new YAMLMapper().readTree(text);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException malformed) {
            // Said below.
        }
        throw expected(text, "a map such as {tensor: x, range: mse}");
    }

    private static Optional<Boolean> flag(Map<String, JsonNode> entries, String key) {
        JsonNode value = entries.get(key);
        if (value != null && !value.isBoolean()) {
            throw expected(key + ": " + value, "true or false");
        }
        return Optional.ofNullable(value).map(JsonNode::booleanValue);
    }

    private static QuantizedType type(JsonNode value) {
        return TYPES.stream()
                .filter(type -> type.onnxName().equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> expected(
                        "type: " + value,
                        "one of " + TYPES.stream().map(QuantizedType::onnxName).toList()));
    }

    /** The method's name, which has to exist; which codes it is for is known only later. */
    private static String method(JsonNode value) {
        RangeMethod.parse(value.asText(), Scheme.UINT8_ASYMMETRIC);
        return value.asText();
    }

    private static Range range(JsonNode value) {
        boolean two = value.isArray()
                && value.size() == 2
                && value.get(0).isNumber()
                && value.get(1).isNumber();
        if (!two || value.get(0).floatValue() > value.get(1).floatValue()) {
            throw expected("range: " + value, "a method such as mse, or [lowest, highest]");
        }
        return new Range(value.get(0).floatValue(), value.get(1).floatValue());
    }

    private static OctetException expected(String found, String what) {
        return OctetException.configuration("Override: expected %s, got %s".formatted(what, found));
    }

    private static String key(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
