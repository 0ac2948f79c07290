package dev.octet.error;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Says in one line what is wrong with a text that is not valid YAML. */
public final class YamlProblem {
    private YamlProblem() {}

    /**
     * The problem without the excerpts around it. The parser tells first what it was about to read, then what it found
     * instead, each with lines of the text, indented.
     */
    public static String of(JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage();
        return message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .reduce((context, problem) -> problem)
                .orElse(message);
    }
}
