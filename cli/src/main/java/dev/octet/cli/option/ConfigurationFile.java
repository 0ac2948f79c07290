package dev.octet.cli.option;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.octet.cli.value.OverrideText;
import dev.octet.error.Kind;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.error.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Options from a YAML file, each under its long name without dashes; what the command line gives wins.
 *
 * <pre>{@code
 * data: images            # relative to this file
 * range: percentile:99.99
 * exclude: [stem, head]
 * overrides:
 *   - tensor: relu3
 *     range: mse
 * }</pre>
 */
public final class ConfigurationFile {
    /** The option that names the file. */
    public static final String OPTION = "--config";

    private static final String OVERRIDES = "overrides";
    /**
     * What stands on the command line, and what stood in a file.
     *
     * @param arguments all arguments, those of the file before those that were given
     * @param places where each option stands that came from the file, as {@code octet.yaml:3}, by its longest name
     */
    public record Expanded(List<String> arguments, Map<String, String> places) {}

    private final Path file;
    private final CommandSpec command;
    private final JsonNode tree;
    private final YamlLines lines;
    private final Map<String, String> places = new HashMap<>();

    private ConfigurationFile(Path file, CommandSpec command) {
        this.file = file;
        this.command = command;
        String text = text(file);
        try {
            YAMLMapper yaml = YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();
            this.tree = yaml.readTree(text);
            this.lines = YamlLines.of(text, yaml);
        } catch (JsonProcessingException malformed) {
            throw OctetException.configuration("%s: not valid YAML: %s"
                    .formatted(place(malformed.getLocation().getLineNr()), YamlProblem.of(malformed)));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
        if (tree == null || !tree.isObject()) {
            throw OctetException.configuration("%s: expected lines of 'option: value'".formatted(file));
        }
    }

    /**
     * The arguments with those of the file in front, if they name one.
     *
     * @param root the command that has the subcommands
     * @throws OctetException of kind FILE if the file cannot be read; of kind CONFIGURATION if it is no such file
     */
    public static Expanded expand(CommandSpec root, String... arguments) {
        Optional<CommandSpec> command = List.of(arguments).stream()
                .filter(root.subcommands()::containsKey)
                .findFirst()
                .map(name ->
                        Objects.requireNonNull(root.subcommands().get(name)).getCommandSpec())
                .filter(spec -> spec.findOption(OPTION) != null);
        Optional<String> file = command.flatMap(spec -> value(OPTION, arguments));
        if (file.isEmpty()) {
            return new Expanded(List.of(arguments), Map.of());
        }
        ConfigurationFile configuration = new ConfigurationFile(Path.of(file.get()), command.get());
        List<String> expanded = new ArrayList<>(List.of(arguments));
        expanded.addAll(expanded.indexOf(command.get().name()) + 1, configuration.options(arguments));
        return new Expanded(expanded, configuration.places);
    }

    private static Optional<String> value(String option, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(option + "=")) {
                return Optional.of(arguments[i].substring(option.length() + 1));
            }
            if (arguments[i].equals(option) && i + 1 < arguments.length) {
                return Optional.of(arguments[i + 1]);
            }
        }
        return Optional.empty();
    }

    private List<String> options(String... given) {
        List<String> options = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (entry.getKey().equals(OVERRIDES)) {
                options.addAll(overrides(entry.getValue()));
            } else {
                OptionSpec option = option(entry.getKey());
                if (!isGiven(option, given)) {
                    places.put(option.longestName(), place(entry.getKey()));
                    options.addAll(arguments(option, entry.getValue()));
                }
            }
        }
        return options;
    }

    private List<String> overrides(JsonNode list) {
        if (!list.isArray()) {
            throw OctetException.configuration(
                    "%s: '%s': expected a list of maps such as {tensor: x, range: mse}, got %s"
                            .formatted(place(OVERRIDES), OVERRIDES, list));
        }
        List<String> options = new ArrayList<>();
        List<Integer> starts = lines.elements().getOrDefault(OVERRIDES, List.of());
        for (int i = 0; i < list.size(); i++) {
            requireOverride(list.get(i).toString(), place(starts.get(i)));
            options.add("--override=" + list.get(i));
        }
        return options;
    }

    /** The same check as later, while it is known where the override stands. */
    private static void requireOverride(String override, String place) {
        try {
            new OverrideText().convert(override);
        } catch (TypeConversionException wrong) {
            throw OctetException.configuration(place + ": " + wrong.getMessage());
        }
    }

    private String place(String key) {
        return place(Objects.requireNonNull(lines.keys().get(key)));
    }

    private String place(int line) {
        return file + ":" + line;
    }

    private OptionSpec option(String key) {
        OptionSpec option = command.findOption("--" + key);
        if (option == null || OPTION.equals("--" + key)) {
            List<String> known = command.options().stream()
                    .map(each -> each.longestName().replaceFirst("^--", ""))
                    .toList();
            throw OctetException.configuration("%s: octet %s has no option '%s'%s"
                    .formatted(place(key), command.name(), key, NearestName.hint(key, known)));
        }
        return option;
    }

    /**
     * Short options may stand together, as in {@code -qo file}; whoever writes so is taken to give the first letter.
     */
    private static boolean isGiven(OptionSpec option, String... given) {
        for (String name : option.names()) {
            for (String argument : given) {
                boolean isShort = !name.startsWith("--") && argument.startsWith(name);
                if (isShort || argument.equals(name) || argument.startsWith(name + "=")) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> arguments(OptionSpec option, JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> values.add(text(option, each)));
        } else {
            values.add(text(option, value));
        }
        String name = option.longestName() + "=";
        return option.isMultiValue()
                ? values.stream().map(name::concat).toList()
                : List.of(name + String.join(",", values));
    }

    private String text(OptionSpec option, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw OctetException.configuration(
                    "%s: '%s': expected a number, a text, true, false or a list of them, got %s"
                            .formatted(
                                    place(option.longestName().substring(2)),
                                    option.longestName().substring(2),
                                    value));
        }
        boolean isPath = List.of(option.auxiliaryTypes()).contains(Path.class);
        return isPath ? file.resolveSibling(value.asText()).toString() : value.asText();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static OctetException unreadable(Path file, IOException failure) {
        return new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure), failure);
    }
}
