package dev.octet.compare.layers;

import java.util.List;
import java.util.Locale;

/** Entries of the configuration's list {@code overrides:} as YAML. */
final class Overrides {
    private Overrides() {}

    /** One setting for a tensor. */
    static String tensor(String name, String setting) {
        return entry(List.of("tensor: " + quoted(name)), setting);
    }

    /** Leaves the readers float; where none has a name, the tensor they read. */
    static String floating(List<NodeName> readers, String tensor) {
        List<String> selectors = readers.stream()
                .map(NodeName::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(name -> "node: " + quoted(name))
                .toList();
        return selectors.isEmpty() ? tensor(tensor, "float: true") : entry(selectors, "float: true");
    }

    private static String entry(List<String> selectors, String setting) {
        StringBuilder yaml = new StringBuilder("overrides:\n");
        selectors.forEach(selector -> yaml.append("  - ")
                .append(selector)
                .append("\n    ")
                .append(setting)
                .append('\n'));
        return yaml.toString();
    }

    /** A YAML string in double quotes, in which backslash and quote are escaped as in JSON. */
    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.append('"').toString();
    }
}
