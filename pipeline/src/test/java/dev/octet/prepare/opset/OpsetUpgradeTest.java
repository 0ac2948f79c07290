package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.Model;
import dev.octet.graph.Operator;
import dev.octet.testing.GraphText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpsetUpgradeTest {
    @Test
    void leavesAModelThatIsThereOrBeyondAsItIs() {
        for (String opset : new String[] {"13", "17", "25"}) {
            Model model = GraphText.parse("ir 3; opset " + opset + "; x: float[2]; y = Relu(x); return y");

            UpgradeResult result = OpsetUpgrade.upgrade(model, 13);

            assertThat(result.model()).isSameAs(model);
            assertThat(result.succeeded()).isTrue();
        }
    }

    @Test
    void upgradesAllOrNothing() {
        Model model = GraphText.parse("""
                opset 10
                x: float[1,1,4,4]; s: float[4]
                c = Clip(x) {min=0.5}
                a = Resize(c, s)
                [second] y = Resize(a, s)
                return y
                """);

        UpgradeResult result = OpsetUpgrade.upgrade(model, 13);

        assertThat(result.model()).isSameAs(model);
        assertThat(result.refusals())
                .hasSize(2)
                .allMatch(refusal -> refusal.contains("computed scales"))
                .satisfies(refusals -> assertThat(refusals.get(0)).startsWith("Node '-> a' (Resize)"))
                .satisfies(refusals -> assertThat(refusals.get(1)).startsWith("Node 'second' (Resize)"));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 22})
    void rejectsATargetOutOfRange(long target) {
        Model model = GraphText.parse("opset 11; x: float[2]; y = Relu(x); return y");

        assertThatThrownBy(() -> OpsetUpgrade.upgrade(model, target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 7 to 21, got " + target);
    }

    @Test
    void refusesAnOperatorThatOnnxDoesNotHave() {
        assertThatUpgrade("opset 9; x: float[1,1,2,2]; y = ImageScaler(x) {scale=2.0}; return y", 13)
                .knowingNoTypes()
                .isRefused("Node '-> y' (ImageScaler) cannot go to opset 13: ONNX has no such operator in opset 9");
    }

    @Test
    void refusesAnOperatorFromTheFuture() {
        assertThatUpgrade("opset 9; x: float[2]; y = HardSwish(x); return y", 13)
                .knowingNoTypes()
                .isRefused("ONNX has no such operator in opset 9");
    }

    @Test
    void leavesOtherDomainsAlone() {
        Model after =
                assertThatUpgrade("""
                        opset 11
                        opset com.microsoft 1
                        x: float[2,3]
                        g = com.microsoft.Gelu(x)
                        y = Softmax(g)
                        return y
                        """, 13).becomes("g = com.microsoft.Gelu(x); y = Softmax(g) {axis=1}; return y");

        assertThat(after.opsetImports())
                .containsEntry(Operator.MICROSOFT, 1L)
                .containsEntry(Operator.ONNX, 13L)
                .hasSize(2);
    }

    @Test
    void namesNewValuesLikeNothingElse() {
        assertThatUpgrade("""
                        opset 12
                        "y/axes": float[2,1]
                        "y/axes_2" = Squeeze("y/axes") {axes=[1]}
                        y = Unsqueeze("y/axes_2") {axes=[0]}
                        return y
                        """, 13).becomes("""
                        a = int64[1] {1}
                        b = int64[1] {0}
                        "y/axes_2" = Squeeze("y/axes", a)
                        y = Unsqueeze("y/axes_2", b)
                        return y
                        """);
    }

    @Test
    void keepsNamesAndUnknownAttributesOfNodes() {
        Model after = OpsetUpgrade.upgrade(
                        GraphText.parse("opset 12; x: float[1,2]; [n] y = Squeeze(x) {axes=[0], extra=3}; return y"),
                        13)
                .model();

        assertThat(after.graph().nodes().get(0).name()).isEqualTo("n");
        assertThat(after.graph().nodes().get(0).intAttribute("extra", 0)).isEqualTo(3);
    }

    @Test
    void keepsInitializersThatNothingReadAndDropsThoseThatNothingReadsAnyMore() {
        Model after = OpsetUpgrade.upgrade(GraphText.parse("""
                        opset 11
                        x: float[1,1,2,2]
                        idle = random[2]
                        r = values[0] {}
                        s = values[4] {1, 1, 2, 2}
                        y = Resize(x, r, s)
                        return y
                        """), 13).model();

        assertThat(after.graph().initializers()).containsOnlyKeys("idle", "s");
    }

    @Test
    void importsOnnxIntoAModelThatDoesNotUseIt() {
        Model model =
                withoutOnnx(GraphText.parse("opset com.microsoft 1; x: float[2]; y = com.microsoft.Gelu(x); return y"));

        UpgradeResult result = OpsetUpgrade.upgrade(model, 21);

        assertThat(result.refusals()).isEmpty();
        assertThat(result.model().opset()).isEqualTo(21);
    }

    @Test
    void refusesAModelThatUsesOnnxWithoutSayingWhichVersion() {
        Model model = withoutOnnx(GraphText.parse("opset com.microsoft 1; x: float[2]; y = Relu(x); return y"));

        assertThatUpgrade(model, 21).knowingNoTypes().isRefused("ONNX's operators, got no import");
    }

    private static Model withoutOnnx(Model model) {
        return new Model(
                model.graph(),
                model.irVersion(),
                Map.of(Operator.MICROSOFT, 1L),
                model.functions(),
                model.metadata(),
                model.origin());
    }
}
