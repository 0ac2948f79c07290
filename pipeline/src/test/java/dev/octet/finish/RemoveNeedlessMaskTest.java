package dev.octet.finish;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveNeedlessMaskTest {
    /** The second of three channels reaches out of the range of the codes. */
    private static final RuleAssert RULE = assertThatRule(new RemoveNeedlessMask())
            .withInput("x", Tensor.ofFloats(Shape.of(2, 3), 0.5f, 40, -0.25f, 1, -30, 0.75f));

    private static final String HEAD = """
            x: float[2,3]; mask = values[3] {1,0,1}; scale = float[] {0.01}; zero = uint8[] {128}
            w = int8[3,2] {1,2,0,0,3,4}; centre = int8[] {0}; few = random[3,2]
            """;

    private static final String PRODUCT =
            "d = DequantizeLinear(q, scale, zero); W = DequantizeLinear(w, scale, centre); y = MatMul(d, W); return y";

    @ParameterizedTest
    @ValueSource(strings = {"x, mask", "mask, x"})
    void removesIt(String factors) {
        RULE.on(HEAD + "m = Mul(%s); q = QuantizeLinear(m, scale, zero); ".formatted(factors) + PRODUCT)
                .becomes(HEAD.replace("mask = values[3] {1,0,1}; ", "") + "q = QuantizeLinear(x, scale, zero); "
                        + PRODUCT);
    }

    @ParameterizedTest
    @CsvSource({"'{1,2,0,1,3,4}', '{0}'", "'{1,2,0,0,3,4}', '{1}'"})
    void keepsItWhereWhatIsMaskedWouldCount(String codes, String centre) {
        String head = HEAD.replace("{1,2,0,0,3,4}", codes).replace("centre = int8[] {0}", "centre = int8[] " + centre);
        RULE.on(head + "m = Mul(x, mask); q = QuantizeLinear(m, scale, zero); " + PRODUCT)
                .refuses("what is masked meets zeros in every product");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d = DequantizeLinear(q, scale, zero); y = MatMul(d, few); return y",
                "d = DequantizeLinear(q, scale, zero); y = Tanh(d); return y",
                "d = DequantizeLinear(q, scale, zero); W = DequantizeLinear(w, scale, centre); y = MatMul(d, W); return y, q",
                "d = DequantizeLinear(q, scale, zero); W = DequantizeLinear(w, scale, centre); y = MatMul(d, W); return y, d"
            })
    void keepsItWhereOthersReadTheCodes(String readers) {
        RULE.on(HEAD + "m = Mul(x, mask); q = QuantizeLinear(m, scale, zero); " + readers)
                .refuses("what is masked meets zeros in every product");
    }

    @Test
    void keepsOtherFactors() {
        RULE.on(HEAD.replace("{1,0,1}", "{1,0,.5}") + "m = Mul(x, mask); q = QuantizeLinear(m, scale, zero); "
                        + PRODUCT)
                .refuses("zeros and ones for each channel are the mask");
    }

    @Test
    void keepsAMaskThatRepeatsWhatItMasks() {
        assertThatRule(new RemoveNeedlessMask())
                .on(HEAD.replace("[2,3]; mask", "[2,1]; mask")
                        + "m = Mul(x, mask); q = QuantizeLinear(m, scale, zero); " + PRODUCT)
                .refuses("zeros and ones for each channel are the mask");
    }

    @Test
    void keepsAMaskedValueThatOthersRead() {
        RULE.on(HEAD + "m = Mul(x, mask); q = QuantizeLinear(m, scale, zero); " + PRODUCT + ", m")
                .refuses("the masked value has no other use");
    }
}
