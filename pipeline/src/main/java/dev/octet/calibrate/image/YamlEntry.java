package dev.octet.calibrate.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One key of a YAML file with its value, read as one of the types that keys have. */
record YamlEntry(String where, String key, JsonNode value) {
    <E extends Enum<E>> E choice(Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = known.indexOf(value.asText().toLowerCase(Locale.ROOT));
        if (!value.isTextual() || index < 0) {
            throw expected("one of " + String.join(", ", known), NearestName.hint(value.asText(), known));
        }
        return type.getEnumConstants()[index];
    }

    boolean flag() {
        if (!value.isBoolean()) {
            throw expected("true or false");
        }
        return value.booleanValue();
    }

    /** Whether {@code orientation} says to turn images upright. */
    boolean orientation() {
        if (value.asText().equals("exif") || value.asText().equals("ignore")) {
            return value.asText().equals("exif");
        }
        throw expected("one of exif, ignore");
    }

    int wholeNumber() {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw expected("a whole number");
        }
        return value.intValue();
    }

    double number() {
        return number(value);
    }

    List<Double> numbers() {
        if (!value.isArray()) {
            return List.of(number(value));
        }
        List<Double> numbers = new ArrayList<>();
        value.forEach(element -> numbers.add(number(element)));
        if (numbers.isEmpty()) {
            throw expected("one number or one a channel");
        }
        return numbers;
    }

    Resize.Exact size() {
        if (!value.isArray() || value.size() != 2 || !isSide(value.get(0)) || !isSide(value.get(1))) {
            throw expected("[height, width] in pixels");
        }
        return new Resize.Exact(value.get(0).intValue(), value.get(1).intValue());
    }

    Resize resize() {
        if (value.isNumber()) {
            if (!isSide(value)) {
                throw expected("a shorter side of at least one pixel");
            }
            return new Resize.ShorterSide(value.intValue());
        }
        return size();
    }

    private static boolean isSide(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() > 0;
    }

    private double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        String[] parts = node.asText().split("/", -1);
        try {
            if (node.isTextual() && parts.length <= 2) {
                double divisor = parts.length == 2 ? Double.parseDouble(parts[1]) : 1;
                return Double.parseDouble(parts[0]) / divisor;
            }
        } catch (NumberFormatException notANumber) {
            throw expected("a number or a fraction such as 1/255");
        }
        throw expected("a number or a fraction such as 1/255");
    }

    private OctetException expected(String what) {
        return expected(what, "");
    }

    private OctetException expected(String what, String hint) {
        return OctetException.configuration("%s: '%s': expected %s, got %s%s".formatted(where, key, what, value, hint));
    }
}
