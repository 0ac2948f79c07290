package dev.octet.calibrate.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.octet.error.Kind;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.error.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads a {@link Preprocessing} from YAML: {@code color}, {@code resize}, {@code resize-mode}, {@code interpolation},
 * {@code antialias}, {@code crop}, {@code pad-value}, {@code pad-position}, {@code scale}, {@code mean}, {@code std},
 * {@code layout}, {@code orientation}.
 *
 * <p>Sizes are {@code [height, width]}; {@code resize} may also be one number, the shorter side. Numbers may be
 * fractions such as {@code 1/255}.
 */
public final class PreprocessingYaml {
    /** Name of the file that stands beside the data. */
    public static final String FILE_NAME = "preprocessing.yaml";

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Map<String, BiConsumer<YamlEntry, Preprocessing.Builder>> KEYS = keys();

    private PreprocessingYaml() {}

    private static Map<String, BiConsumer<YamlEntry, Preprocessing.Builder>> keys() {
        Map<String, BiConsumer<YamlEntry, Preprocessing.Builder>> keys = new LinkedHashMap<>();
        keys.put("color", (entry, builder) -> builder.color(entry.choice(ColorOrder.class)));
        keys.put("resize", (entry, builder) -> builder.resize(entry.resize()));
        keys.put("resize-mode", (entry, builder) -> builder.resizeMode(entry.choice(ResizeMode.class)));
        keys.put("interpolation", (entry, builder) -> builder.interpolation(entry.choice(Interpolation.class)));
        keys.put("antialias", (entry, builder) -> builder.antialias(entry.flag()));
        keys.put("crop", (entry, builder) -> builder.crop(entry.size()));
        keys.put("pad-value", (entry, builder) -> builder.padValue(entry.wholeNumber()));
        keys.put(
                "pad-position", (entry, builder) -> builder.padPosition(entry.choice(Preprocessing.PadPosition.class)));
        keys.put("scale", (entry, builder) -> builder.scale(entry.number()));
        keys.put("mean", (entry, builder) -> builder.mean(entry.numbers()));
        keys.put("std", (entry, builder) -> builder.std(entry.numbers()));
        keys.put("layout", (entry, builder) -> builder.layout(entry.choice(Layout.class)));
        keys.put("orientation", (entry, builder) -> builder.upright(entry.orientation()));
        return keys;
    }

    /**
     * Reads the file.
     *
     * @throws OctetException of kind CONFIGURATION if it says something unknown or impossible, naming file and key; of
     *     kind FILE if it cannot be read
     */
    public static Preprocessing read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    /**
     * Reads a text.
     *
     * @param where named in errors
     * @throws OctetException of kind CONFIGURATION as {@link #read}
     */
    public static Preprocessing parse(String yaml, String where) {
        Preprocessing.Builder builder = Preprocessing.builder();
        tree(yaml, where).properties().forEach(property -> {
            BiConsumer<YamlEntry, Preprocessing.Builder> key = KEYS.get(property.getKey());
            if (key == null) {
                throw OctetException.configuration("%s: unknown key '%s'%s Known keys: %s"
                        .formatted(
                                where,
                                property.getKey(),
                                NearestName.hint(property.getKey(), KEYS.keySet()),
                                String.join(", ", KEYS.keySet())));
            }
            key.accept(new YamlEntry(where, property.getKey(), property.getValue()), builder);
        });
        try {
            return builder.build();
        } catch (IllegalArgumentException outOfRange) {
            throw OctetException.configuration(where + ": " + outOfRange.getMessage());
        }
    }

    private static JsonNode tree(String yaml, String where) {
        try {
            JsonNode tree = MAPPER.readTree(yaml);
            if (tree.isMissingNode() || tree.isNull()) {
                return MAPPER.createObjectNode();
            }
            if (!tree.isObject()) {
                throw OctetException.configuration(
                        where + ": expected lines of 'key: value', got " + tree.getNodeType());
            }
            return tree;
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            throw new OctetException(
                    Kind.CONFIGURATION,
                    "%s, line %d: not valid YAML: %s".formatted(where, line, YamlProblem.of(malformed)),
                    malformed);
        }
    }
}
