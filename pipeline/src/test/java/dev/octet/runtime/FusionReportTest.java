package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.testing.GraphText;
import org.junit.jupiter.api.Test;

class FusionReportTest {
    private static FusionReport report(String text) {
        return FusionReport.of(GraphText.parse(text), SessionSettings.defaults().withThreads(1));
    }

    private static Kernel kernel(FusionReport report, String operator) {
        return report.nodes().stream()
                .filter(entry -> entry.node().is(operator))
                .findFirst()
                .orElseThrow()
                .kernel();
    }

    private static final String QUANTIZED_CONV = """
            x: float[1,2,8,8]
            s = float[] {0.05}
            z = uint8[] {0}
            ws = float[] {0.01}
            wz = int8[] {0}
            W = int8[2,2,1,1] {100, -20, 30, 90}
            xq = QuantizeLinear(x, s, z)
            xd = DequantizeLinear(xq, s, z)
            wd = DequantizeLinear(W, ws, wz)
            c = Conv(xd, wd)
            """;

    @Test
    void seesAConvAndTheReluItAbsorbs() {
        FusionReport report = report(QUANTIZED_CONV + """
                r = Relu(c)
                rq = QuantizeLinear(r, s, z)
                y = DequantizeLinear(rq, s, z)
                return y
                """);
        assertThat(kernel(report, "Conv")).isEqualTo(Kernel.INTEGER);
        assertThat(kernel(report, "Relu")).isNotEqualTo(Kernel.FLOAT);
        assertThat(report.integerNodes()).containsEntry("Conv", 1);
        assertThat(report.conversions()).isEqualTo(2);
    }

    @Test
    void seesAConvThatStaysFloatBecauseNothingQuantizesItsResult() {
        FusionReport report = report(QUANTIZED_CONV + "y = Tanh(c)\nreturn y\n");
        assertThat(kernel(report, "Conv")).isEqualTo(Kernel.FLOAT);
        assertThat(kernel(report, "Tanh")).as("joined with the Conv").isEqualTo(Kernel.GONE);
        assertThat(report.integerNodes()).isEmpty();
    }

    @Test
    void countsWhatMovesQuantizedValuesAsInteger() {
        FusionReport report = report(QUANTIZED_CONV + """
                q = QuantizeLinear(c, s, z)
                d = DequantizeLinear(q, s, z)
                m = MaxPool(d) {kernel_shape=[2,2]}
                mq = QuantizeLinear(m, s, z)
                md = DequantizeLinear(mq, s, z)
                t = Flatten(md)
                tq = QuantizeLinear(t, s, z)
                y = DequantizeLinear(tq, s, z)
                f = Tanh(y)
                return f
                """);
        assertThat(report.integerNodes())
                .containsEntry("Conv", 1)
                .containsEntry("MaxPool", 1)
                .containsEntry("Flatten", 1);
        assertThat(report.count(Kernel.FLOAT)).as("Tanh").isEqualTo(1);
    }

    @Test
    void tellsNodesOfOneNameApart() {
        FusionReport report = report("""
                x: float[2]
                a = Tanh(x)
                b = Tanh(a)
                return b
                """);
        assertThat(report.nodes()).hasSize(2).allMatch(entry -> entry.kernel() == Kernel.FLOAT);
    }
}
