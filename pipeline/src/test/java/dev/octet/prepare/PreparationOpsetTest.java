package dev.octet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.testing.GraphText;
import org.junit.jupiter.api.Test;

/** The operator set is raised to where parameters per channel begin, or the report says why not. */
class PreparationOpsetTest {
    private static Prepared prepare(String text) {
        return Preparation.prepare(GraphText.parse(text), PreparationSettings.defaults());
    }

    @Test
    void raisesTheOperatorSetToWhatParametersPerChannelNeed() {
        Prepared prepared = prepare("""
                opset 9
                x: float[1,4]
                y = Clip(x) {min=0.0, max=6.0}
                return y
                """);
        assertThat(prepared.model().opset()).isEqualTo(13);
        assertThat(prepared.notes()).isEmpty();
    }

    @Test
    void keepsTheOperatorSetAndSaysWhyWhereANodeCannotBeRaised() {
        Prepared prepared = prepare("""
                opset 8
                x: float[2,3]
                y = Scan(, x) {num_scan_inputs=1, body={e: float; r = Neg(e); return r: float}}
                return y
                """);
        assertThat(prepared.model().opset()).isEqualTo(8);
        assertThat(prepared.notes())
                .singleElement()
                .asString()
                .contains("keeps opset 8 instead of 13")
                .contains("Scan");
    }

    @Test
    void leavesANewerOperatorSetAlone() {
        assertThat(prepare("opset 18\nx: float[4]\ny = Tanh(x)\nreturn y\n")
                        .model()
                        .opset())
                .isEqualTo(18);
    }
}
