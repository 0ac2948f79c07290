package dev.octet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.inspect.Inspection;
import dev.octet.testing.GraphText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InspectionJsonTest {
    private static final String MODEL = """
            opset 13
            opset com.microsoft 1
            x: float[N,?,8]; s: float[1] = {0.5}; W = random[8,2]
            y = MatMul(x, W)
            return y: float
            """;

    /** The whole text: whoever reads it relies on names, order and types. */
    @Test
    void writesEveryFieldInItsPlace() throws IOException {
        String expected;
        try (InputStream stream =
                Objects.requireNonNull(InspectionJsonTest.class.getResourceAsStream("inspection.json"))) {
            expected = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(InspectionJson.of(Inspection.of(GraphText.parse(MODEL)), "folder/m.onnx", 300))
                .isEqualTo(expected);
    }
}
