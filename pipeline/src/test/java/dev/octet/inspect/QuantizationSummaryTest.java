package dev.octet.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Operator;
import dev.octet.tensor.ElementType;
import dev.octet.testing.GraphText;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuantizationSummaryTest {
    private static final String PARAMETERS =
            "s = values[1] {0.1}; z = uint8[1] {0}; w = int8[2,2] {1}; wz = int8[1] {0}\n";

    private static QuantizationSummary of(String text) {
        return Inspection.of(GraphText.parse("x: float[2,2]\n" + PARAMETERS + text))
                .quantization();
    }

    @Test
    void callsAFloatModelFloat() {
        QuantizationSummary found = of("y = MatMul(x, x); return y");

        assertThat(found.form()).isEqualTo(QuantizationForm.FLOAT);
        assertThat(found.isQuantized()).isFalse();
    }

    @Test
    void countsPairsAndTheTypesOfWeightsBehindThem() {
        QuantizationSummary found = of("""
                q = QuantizeLinear(x, s, z); d = DequantizeLinear(q, s, z); e = DequantizeLinear(w, s, wz)
                y = MatMul(d, e); return y
                """);

        assertThat(found.form()).isEqualTo(QuantizationForm.QDQ);
        assertThat(found.quantizeNodes()).isEqualTo(1);
        assertThat(found.dequantizeNodes()).isEqualTo(2);
        assertThat(found.weightTypes()).isEqualTo(Map.of(ElementType.INT8, 1));
    }

    @Test
    void findsWeightsInConstantNodesToo() {
        QuantizationSummary found =
                of("c = Constant() {value=int8[2,2] {1}}; e = DequantizeLinear(c, s, wz); y = MatMul(x, e); return y");

        assertThat(found.form()).isEqualTo(QuantizationForm.WEIGHT_ONLY);
        assertThat(found.weightTypes()).isEqualTo(Map.of(ElementType.INT8, 1));
    }

    @Test
    void findsWeightsOutsideOfASubgraph() {
        QuantizationSummary found = of("""
                f = Constant() {value=bool[1] {true}}
                y = If(f) {then_branch={e = DequantizeLinear(w, s, wz); return e}, else_branch={g = Relu(x); return g}}
                return y
                """);

        assertThat(found.weightTypes()).isEqualTo(Map.of(ElementType.INT8, 1));
    }

    @Test
    void countsPackedWeightsOfFloatOperatorsAsWeightsOnly() {
        QuantizationSummary found = of("p = uint8[2,1,8] {0}; y = com.microsoft.MatMulNBits(x, p, s); return y");

        assertThat(found.form()).isEqualTo(QuantizationForm.WEIGHT_ONLY);
        assertThat(found.weightTypes()).isEqualTo(Map.of(ElementType.UINT8, 1));
        assertThat(found.integerOperators()).isEqualTo(Map.of(new Operator(Operator.MICROSOFT, "MatMulNBits"), 1));
    }

    @Test
    void recognizesIntegerOperatorsBesideConversions() {
        QuantizationSummary found = of("""
                q = QuantizeLinear(x, s, z); m = QLinearMatMul(q, s, z, w, s, wz, s, z)
                y = DequantizeLinear(m, s, z); return y
                """);

        assertThat(found.form()).isEqualTo(QuantizationForm.INTEGER_OPERATORS);
        assertThat(found.weightTypes()).isEqualTo(Map.of(ElementType.INT8, 1));
    }

    @Test
    void recognizesParametersComputedAtRunTime() {
        QuantizationSummary alone = of("""
                q, t, u = DynamicQuantizeLinear(x); m = MatMulInteger(q, w, u, wz); y = Cast(m) {to=1}; return y
                """);
        QuantizationSummary fused = of("y = com.microsoft.DynamicQuantizeMatMul(x, w, s, wz); return y");

        assertThat(alone.form()).isEqualTo(QuantizationForm.DYNAMIC);
        assertThat(alone.dynamicQuantizeNodes()).isEqualTo(1);
        assertThat(fused.form()).isEqualTo(QuantizationForm.DYNAMIC);
        assertThat(fused.dynamicQuantizeNodes()).isZero();
    }

    @Test
    void ignoresOperatorsOfStrangersThatAreNamedAlike() {
        QuantizationSummary found = of("q = their.QuantizeLinear(x, s); y = their.QLinearAdd(q, q); return y");

        assertThat(found.form()).isEqualTo(QuantizationForm.FLOAT);
    }
}
