package dev.octet.compare.command;

import dev.octet.error.OctetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command line as words: spaces part them, single or double quotes keep what is between them together. There is no
 * shell, so nothing else has a meaning.
 */
public final class Words {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private Optional<StringBuilder> word = Optional.empty();
    private char quote;

    private Words(String text) {
        this.text = text;
    }

    /**
     * The words.
     *
     * @throws OctetException of kind CONFIGURATION if a quote is not closed
     */
    public static List<String> of(String text) {
        return new Words(text).split();
    }

    private List<String> split() {
        text.chars().forEach(sign -> take((char) sign));
        if (quote != 0) {
            throw OctetException.configuration("Expected a second %s in the command '%s'".formatted(quote, text));
        }
        end();
        return words;
    }

    private void take(char sign) {
        if (sign == quote) {
            quote = 0;
        } else if (quote == 0 && (sign == '"' || sign == '\'')) {
            quote = sign;
            begun();
        } else if (quote == 0 && Character.isWhitespace(sign)) {
            end();
        } else {
            begun().append(sign);
        }
    }

    private StringBuilder begun() {
        StringBuilder current = word.orElseGet(StringBuilder::new);
        word = Optional.of(current);
        return current;
    }

    private void end() {
        word.ifPresent(finished -> words.add(finished.toString()));
        word = Optional.empty();
    }
}
