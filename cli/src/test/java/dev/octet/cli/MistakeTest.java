package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Wrong arguments: one line that says what is wrong, what may have been meant and where to read on. */
class MistakeTest {
    @Test
    void guessesACommand() {
        assertMistake("There is no command 'inspct'; did you mean 'inspect'? Try 'octet --help'.", "inspct");
    }

    @Test
    void guessesAnOption() {
        assertMistake(
                "There is no option '--jsn'; did you mean '--json'? Try 'octet inspect --help'.",
                "inspect",
                "--jsn",
                "m");
    }

    @Test
    void guessesNothingWhereNothingIsNear() {
        assertMistake("There is no option '--frobnicate'. Try 'octet inspect --help'.", "inspect", "--frobnicate", "m");
    }

    @Test
    void asksForACommand() {
        assertMistake("Expected a command, got none. Try 'octet --help'.");
    }

    @Test
    void asksForTheModel() {
        assertMistake("Missing required parameter: 'MODEL'. Try 'octet inspect --help'.", "inspect");
    }

    @Test
    void refusesASecondModel() {
        assertMistake("There is no argument 'b'. Try 'octet inspect --help'.", "inspect", "a", "b");
    }

    @Test
    void keepsToOneLineWhateverTheArgument() {
        assertMistake(
                "There is no option '--a; b\\u001b'. Try 'octet inspect --help'.", "inspect", "--a\n b\u001b", "m");
    }

    private static void assertMistake(String expected, Object... arguments) {
        Octet run = Octet.run(arguments);

        assertThat(run.err()).isEqualTo("octet: " + expected + "\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
    }
}
