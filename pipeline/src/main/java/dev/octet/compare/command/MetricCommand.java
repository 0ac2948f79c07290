package dev.octet.compare.command;

import dev.octet.error.OctetException;
import java.time.Duration;
import java.util.List;

/**
 * A metric that a command of the user's own computes.
 *
 * <p>It is started once for each model, with two arguments behind its own: an {@code .npz} file with the outputs of the
 * model that is to be judged, and one with those of the float model; and a third where samples have labels, an
 * {@code .npz} file with them. It prints one number on standard output and ends with exit code 0. See
 * {@link OutputSpool} for the arrays.
 *
 * @param name what the metric is called in reports and by the gate
 * @param words the command and its own arguments
 * @param higherIsBetter whether a larger number is better
 * @param timeout how long it may take for one model
 */
public record MetricCommand(String name, List<String> words, boolean higherIsBetter, Duration timeout) {
    /**
     * Copies the list.
     *
     * @throws OctetException of kind CONFIGURATION if the name or the command is empty
     */
    public MetricCommand {
        if (name.isBlank() || words.isEmpty()) {
            throw OctetException.configuration("Expected a metric as NAME=COMMAND, such as map=\"python3 map.py\", "
                    + "got '%s=%s'".formatted(name, String.join(" ", words)));
        }
        words = List.copyOf(words);
    }
}
