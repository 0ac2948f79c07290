package dev.octet.calibrate.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model's input takes of each token, with the names that exporters give such an input. */
public enum TokenFeature {
    /** Place in the vocabulary. */
    IDS("input_ids input_word_ids token_ids tokens ids"),
    /** 1 for a token, 0 for padding. */
    MASK("attention_mask input_mask mask"),
    /** 0 in the first text, 1 in the second. */
    TYPES("token_type_ids segment_ids input_type_ids type_ids"),
    /** 0, 1, 2 and so on. */
    POSITIONS("position_ids");

    private final String names;

    TokenFeature(String names) {
        this.names = names;
    }

    /** The feature that an input's name stands for; a suffix such as {@code :0} does not matter. */
    public static Optional<TokenFeature> ofInput(String input) {
        String plain = input.toLowerCase(Locale.ROOT).replaceAll(":\\d+$", "");
        for (TokenFeature feature : values()) {
            if (List.of(feature.names.split(" ")).contains(plain)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }
}
