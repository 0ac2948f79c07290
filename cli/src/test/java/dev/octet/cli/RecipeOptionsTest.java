package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.cli.option.ModeOptions;
import dev.octet.cli.option.RecipeOptions;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** Nobody may add an option of {@code quantize} without saying whether it changes the quantized model. */
class RecipeOptionsTest {
    private static final List<String> OPTIONS = Pattern.compile("--([a-z][a-z0-9-]+)")
            .matcher(Octet.run("quantize", "--help").out().replaceAll("(?s)Example:.*", ""))
            .results()
            .map((MatchResult found) -> found.group(1))
            .distinct()
            .toList();

    /** Comparing comes after the model is made. */
    private static final CommandSpec QUANTIZE = CommandSpec.forAnnotatedObject(new QuantizeCommand());

    @Test
    void everyOptionDecidesTheModelOrDoesNot() {
        assertThat(OPTIONS)
                .allSatisfy(option -> assertThat(RecipeOptions.DECIDING.contains(option)
                                || RecipeOptions.INDIFFERENT.contains(option)
                                || ModeOptions.isOfEvaluation(QUANTIZE, "--" + option))
                        .as("--%s: add it to RecipeOptions.DECIDING if it changes a byte of the model", option)
                        .isTrue());
        assertThat(Collections.disjoint(RecipeOptions.DECIDING, RecipeOptions.INDIFFERENT))
                .isTrue();
    }

    @Test
    void noOptionIsListedThatDoesNotExist() {
        assertThat(OPTIONS).containsAll(RecipeOptions.DECIDING).containsAll(RecipeOptions.INDIFFERENT);
    }
}
