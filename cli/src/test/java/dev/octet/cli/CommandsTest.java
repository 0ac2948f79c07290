package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @Test
    void buildsOnlyTheCommandThatIsNamedFirst() {
        assertThat(Commands.neededFor("quantize", "compare", "--data=report")).containsExactly(QuantizeCommand.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-v", "quantise", "verify", "generate-completion"})
    void buildsAllWhereOthersAreNeededOrNoneIsNamed(String first) {
        assertThat(Commands.neededFor(first, "quantize")).hasSize(6);
    }

    @Test
    void buildsAllWithoutArguments() {
        assertThat(Commands.neededFor()).hasSize(6);
    }

    @Test
    void findsTheCommandBehindAnOption() {
        assertThat(Octet.run("--stacktrace", "quantize", "--mode=float17").err())
                .contains("--mode")
                .contains("Try 'octet quantize --help'");
    }

    @Test
    void loadsOnnxRuntimeForCommandsThatRunModels() {
        assertThat(Commands.runModels("quantize", "model.onnx")).isTrue();
        assertThat(Commands.runModels("report", "run.json")).isFalse();
        assertThat(Commands.runModels("quantize", "--help")).isFalse();
        assertThat(Commands.runModels("--version")).isFalse();
        assertThat(Commands.runModels()).isFalse();
    }

    @Test
    void completesAllCommands() {
        assertThat(Octet.run("generate-completion").out())
                .contains("quantize", "compare", "inspect", "verify", "report", "generate-completion");
    }
}
