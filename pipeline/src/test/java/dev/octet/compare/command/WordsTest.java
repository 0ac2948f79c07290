package dev.octet.compare.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void partsAtSpacesUnlessQuoted() {
        assertThat(Words.of("  python3 'my metric.py'\t--iou \"0.5 \" a'b c'd ''"))
                .containsExactly("python3", "my metric.py", "--iou", "0.5 ", "ab cd", "");
        assertThat(Words.of("C:\\tools\\metric.exe")).containsExactly("C:\\tools\\metric.exe");
        assertThat(Words.of(" ")).isEmpty();
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertThatThrownBy(() -> Words.of("python3 'metric.py"))
                .hasMessage("Expected a second ' in the command 'python3 'metric.py'");
    }
}
