package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.graph.Model;
import dev.octet.testing.RuleAssert;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WidenConvolutionTest {
    private static final RuleAssert RULE = assertThatRule(new WidenConvolution());
    private static final String FIRST = """
            x: float[1,3,9,9]; W = random[10,3,3,3]; b = random[10]; D = random[10,1,3,3]; d = random[10]
            V = random[4,10,1,1]; U = random[5,10,1,1]; F = random[16,3,3,3]; P = random[4,16,1,1]
            """;

    @Test
    void goesOnToTheConvolutionsThatSumOverTheChannels() {
        Model model = RULE.on(FIRST + "c = Conv(x, W, b); r = Relu(c); p = MaxPool(r) {kernel_shape=[2,2]}; "
                        + "e = Conv(p, D, d) {group=10, pads=[1,1,1,1]}; s = Relu(e); y = Conv(s, V); z = Conv(p, U); "
                        + "return y, z")
                .becomes("W2 = float[16,3,3,3]; b2 = float[16]; D2 = float[16,1,3,3]; d2 = float[16]; "
                        + "V2 = float[4,16,1,1]; U2 = float[5,16,1,1]; "
                        + "c2 = Conv(x, W2, b2); r2 = Relu(c2); p2 = MaxPool(r2) {kernel_shape=[2,2]}; "
                        + "e2 = Conv(p2, D2, d2) {group=16, pads=[1,1,1,1]}; s2 = Relu(e2); "
                        + "y = Conv(s2, V2); z = Conv(p2, U2); return y, z");
        float[] wide = model.graph().constant("W_widened").orElseThrow().toFloats();
        Assertions.assertThat(Arrays.copyOfRange(wide, 270, wide.length)).containsOnly(0f);
        Assertions.assertThat(model.graph().definedNames())
                .as("what has another shape has another name")
                .doesNotContain("c", "r", "p", "e", "s");
    }

    @Test
    void needsNoReluAndNoBias() {
        RULE.on(FIRST + "c = Conv(x, W); p = MaxPool(c) {kernel_shape=[2,2]}; y = Conv(p, V); return y")
                .becomes("W2 = float[16,3,3,3]; V2 = float[4,16,1,1]; "
                        + "c2 = Conv(x, W2); p2 = MaxPool(c2) {kernel_shape=[2,2]}; y = Conv(p2, V2); return y");
    }

    @Test
    void leavesChannelsThatFillTheirBlocks() {
        RULE.on(FIRST + "c = Conv(x, F); p = MaxPool(c) {kernel_shape=[2,2]}; y = Conv(p, P); return y")
                .doesNotMatch();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c = Conv(x, W); p = MaxPool(c) {kernel_shape=[2,2]}; y = Conv(p, V); return y, p",
                "c = Conv(x, W); p = MaxPool(c) {kernel_shape=[2,2]}; y = Conv(p, V); z = Neg(c); return y, z",
                "c = Conv(x, W); p = MaxPool(c) {kernel_shape=[2,2]}; g = GlobalAveragePool(p); return g",
                "c = Conv(x, W); p = MaxPool(c) {kernel_shape=[2,2]}; v = Neg(V); y = Conv(p, v); return y"
            })
    void leavesWhatSomethingElseReads(String statements) {
        RULE.on(FIRST + statements).refuses("only convolutions with constant weights read what comes of it");
    }

    @Test
    void leavesWeightsThatAreComputed() {
        RULE.on(FIRST + "w = Neg(W); c = Conv(x, w); p = MaxPool(c) {kernel_shape=[2,2]}; y = Conv(p, V); return y")
                .refuses("the convolution's weight and bias are float constants");
    }
}
