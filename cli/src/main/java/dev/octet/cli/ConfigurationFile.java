package dev.octet.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.octet.error.Kind;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

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
final class ConfigurationFile {
    /** The option that names the file. */
    static final String OPTION = "--config";

    private static final String OVERRIDES = "overrides";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final CommandSpec command;

    private ConfigurationFile(Path file, CommandSpec command) {
        this.file = file;
        this.command = command;
    }

    /**
     * The arguments with those of the file in front, if they name one.
     *
     * @param root the command that has the subcommands
     * @throws OctetException of kind FILE if the file cannot be read; of kind CONFIGURATION if it is no such file
     */
    static String[] expand(CommandSpec root, String... arguments) {
        Optional<CommandSpec> command = List.of(arguments).stream()
                .filter(root.subcommands()::containsKey)
                .findFirst()
                .map(name ->
                        Objects.requireNonNull(root.subcommands().get(name)).getCommandSpec())
                .filter(spec -> spec.findOption(OPTION) != null);
        Optional<String> file = command.flatMap(spec -> value(OPTION, arguments));
        if (file.isEmpty()) {
            return arguments;
        }
        List<String> expanded = new ArrayList<>(List.of(arguments));
        expanded.addAll(
                expanded.indexOf(command.get().name()) + 1,
                new ConfigurationFile(Path.of(file.get()), command.get()).options(arguments));
        return expanded.toArray(String[]::new);
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
        for (Map.Entry<String, JsonNode> entry : tree().properties()) {
            if (entry.getKey().equals(OVERRIDES)) {
                options.addAll(overrides(entry.getValue()));
            } else {
                OptionSpec option = option(entry.getKey());
                if (!isGiven(option, given)) {
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
                            .formatted(file, OVERRIDES, list));
        }
        List<String> options = new ArrayList<>();
        list.forEach(override -> options.add("--override=" + override));
        return options;
    }

    private OptionSpec option(String key) {
        OptionSpec option = command.findOption("--" + key);
        if (option == null || OPTION.equals("--" + key)) {
            List<String> known = command.options().stream()
                    .map(each -> each.longestName().replaceFirst("^--", ""))
                    .toList();
            throw OctetException.configuration("%s: octet %s has no option '%s'%s"
                    .formatted(file, command.name(), key, NearestName.hint(key, known)));
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
                            .formatted(file, option.longestName().substring(2), value));
        }
        boolean isPath = List.of(option.auxiliaryTypes()).contains(Path.class);
        return isPath ? file.resolveSibling(value.asText()).toString() : value.asText();
    }

    private JsonNode tree() {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException malformed) {
            throw OctetException.configuration(
                    "%s: not valid YAML: %s".formatted(file, malformed.getOriginalMessage()));
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure), failure);
        }
        throw OctetException.configuration("%s: expected lines of 'option: value'".formatted(file));
    }
}
