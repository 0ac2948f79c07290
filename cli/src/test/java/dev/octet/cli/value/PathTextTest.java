package dev.octet.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class PathTextTest {
    @Test
    void takesPathsAsTheyAre() {
        assertThat(new PathText().convert("a folder/b.onnx")).isEqualTo(Path.of("a folder", "b.onnx"));
    }

    @Test
    void saysWhatToDoWhereTheSystemHasNoSuchPath() {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new PathText().convert("a\0b"))
                .withMessageContaining("Nul character")
                .withMessageContaining("LC_ALL=C.UTF-8");
    }
}
