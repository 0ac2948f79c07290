package dev.octet.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.rewrite.TraceEntry;
import dev.octet.testing.GraphText;
import dev.octet.testing.PassAssert;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final PreparationSettings SETTINGS = PreparationSettings.defaults();

    private static final PassAssert PASS = PassAssert.assertThatPass(
            (model, trace) -> Preparation.prepare(model, SETTINGS).model());

    @Test
    void foldsWhatExportersLeave() {
        PASS.on("""
                opset 11
                x: float[N,2,6,6]
                W = Constant() {value=float[2,2,1,1] {1, 2, 3, 4}}
                V = Identity(W)
                gamma, beta, mean = random[2]; variance = positive[2]
                p = Pad(x, pads) ; pads = int64[8] {0,0,1,1,0,0,1,1}
                c = Conv(p, V)
                n = BatchNormalization(c, gamma, beta, mean, variance)
                r = Relu(n)
                d = Dropout(r)
                s = Shape(d); z = Constant() {value=int64[] {0}}; g = Gather(s, z); u = Unsqueeze(g) {axes=[0]}
                m = Constant() {value=int64[1] {-1}}; t = Concat(u, m) {axis=0}
                y = Reshape(d, t)
                return y
                """).becomes("""
                opset 13
                W2 = float[2,2,1,1]; b = float[2]; t2 = int64[2] {0, -1}
                n = Conv(x, W2, b) {pads=[1,1,1,1]}
                r = Relu(n)
                y = Reshape(r, t2)
                return y
                """);
    }

    @Test
    void foldsANormalizationThatBecomesReachableOnlyAfterOtherRules() {
        PASS.on("""
                x: float[1,2,4,4]; W = random[2,2,3,3]; k = random[2,1,1]
                gamma, beta, mean = random[2]; variance = positive[2]
                c = Conv(x, W); i = Identity(c); m = Mul(i, k)
                y = BatchNormalization(m, gamma, beta, mean, variance)
                return y
                """).becomes("y = Conv(x, W2, b2); return y");
    }

    @Test
    void prefersTheConvBeforeToTheConvBehind() {
        PASS.on("""
                x: float[1,2,4,4]; W, V = random[2,2,1,1]
                gamma, beta, mean = random[2]; variance = positive[2]
                c = Conv(x, W)
                n = BatchNormalization(c, gamma, beta, mean, variance)
                y = Conv(n, V)
                return y
                """).becomes("n = Conv(x, W2, b2); y = Conv(n, V); return y");
    }

    @Test
    void spellsOutOnlyTheNormalizationThatNobodyTakesOver() {
        PASS.on("""
                x: float[1,2,4,4]; W = random[2,2,1,1]
                gamma, beta, mean = random[2]; variance = positive[2]
                n = BatchNormalization(x, gamma, beta, mean, variance)
                r = Relu(n)
                m = BatchNormalization(r, gamma, beta, mean, variance)
                y = Conv(m, W)
                return y
                """).becomes("a = Mul(x, k); n = Add(a, s); r = Relu(n); y = Conv(r, W2, b2); return y");
    }

    @Test
    void leavesAModelWithNothingToDoAsItIs() {
        PASS.on("x: float[1,2]; W = random[2,3]; b = random[3]; y = Gemm(x, W, b); return y")
                .leavesUnchanged();
    }

    @Test
    void raisesOldOperatorSetsAsFarAsAsked() {
        Model old = GraphText.parse("opset 9\nir 4\nx: float[2,3]; y = Softmax(x); return y");
        Prepared prepared = Preparation.prepare(old, SETTINGS.withOpset(17));
        assertThat(prepared.model().opset()).isEqualTo(17);
        assertThat(prepared.notes()).isEmpty();
        assertThat(Preparation.prepare(old, SETTINGS.withOpset(9)).model().opset())
                .isEqualTo(9);
    }

    @Test
    void saysWhyAModelKeepsItsOperatorSet() {
        Model old = GraphText.parse("opset 4\nx: float[2]; y = Neg(x); return y");
        assertThat(Preparation.prepare(old, SETTINGS).notes())
                .anySatisfy(note -> assertThat(note).contains("The model keeps opset 4 instead of 13"));
    }

    @Test
    void saysThatOverridableInitializersAreNoConstants() {
        Model model = GraphText.parse("x: float[2]; W: float[2] = random; y = Mul(x, W); return y");
        assertThat(Preparation.prepare(model, SETTINGS).notes())
                .singleElement()
                .asString()
                .contains("1 initializers are inputs too", "'W'");
        Prepared fixed = Preparation.prepare(model, SETTINGS.withFixOverridable(true));
        assertThat(fixed.notes()).isEmpty();
        assertThat(fixed.model().graph().constant("W")).isPresent();
    }

    @Test
    void saysThatARefusedModelHasNoTypesAndDoesWhatItCan() {
        Model model = GraphText.parse("x: float[2]; i = Identity(x); y = NoSuchOperator(i); return y");
        Prepared prepared = Preparation.prepare(model, SETTINGS);
        assertThat(prepared.notes()).singleElement().asString().startsWith("No types are known");
        assertThat(prepared.model().graph().nodes()).extracting(Node::output).containsExactly("y");
    }

    @Test
    void believesNoPromiseOfTheFileAboutShapes() {
        // The file says that y is [2,3], but the input may have any size; a Flatten would then be no Flatten.
        Model model =
                GraphText.parse("x: float[N,M]; f = Flatten(x); note f: float[2,3]; y = Neg(f); return y: float[2,3]");
        Model after = Preparation.prepare(model, SETTINGS).model();
        assertThat(after.graph().outputs()).isEqualTo(model.graph().outputs());
        Model shaped = GraphText.parse("x: float[N,M]; s = Shape(x); note x: float[2,3]; return s: int64[2]");
        assertThat(Preparation.prepare(shaped, SETTINGS).model().graph().nodes())
                .extracting(node -> node.operator().type())
                .containsExactly("Shape");
    }

    @Test
    void tellsTypesOfTheResult() {
        Model model = GraphText.parse("x: float[N,2]; a = Identity(x); y = Relu(a); return y");
        Map<String, ValueType> types = Preparation.prepare(model, SETTINGS).types();
        assertThat(types.keySet()).containsExactly("x", "y");
        assertThat(types.values()).extracting(Object::toString).containsOnly("float[N,2]");
    }

    @Test
    void givesTheSameTwice() {
        Model model = GraphText.parse("""
                opset 10
                x: float[N,2,6,6]; W = random[2,2,1,1]; gamma, beta, mean = random[2]; variance = positive[2]
                c = Conv(x, W); y = BatchNormalization(c, gamma, beta, mean, variance)
                return y
                """);
        Prepared first = Preparation.prepare(model, SETTINGS);
        Prepared second = Preparation.prepare(model, SETTINGS);
        assertThat(GraphText.print(first.model())).isEqualTo(GraphText.print(second.model()));
        assertThat(first.trace().entries()).isEqualTo(second.trace().entries());
    }

    @Test
    void findsNothingMoreInWhatItPrepared() {
        Model model = GraphText.parse("""
                x: float[N,2,6,6]; W = random[2,2,1,1]; gamma, beta, mean = random[2]; variance = positive[2]
                c = Conv(x, W); n = BatchNormalization(c, gamma, beta, mean, variance); y = Identity(n)
                return y
                """);
        Model once = Preparation.prepare(model, SETTINGS).model();
        Prepared twice = Preparation.prepare(once, SETTINGS);
        assertThat(twice.model()).isSameAs(once);
        assertThat(twice.trace().entries()).noneMatch(TraceEntry::applied);
    }

    @Test
    void refusesSettingsOutOfRange() {
        Stream.of(6L, 99L)
                .forEach(opset -> assertThatThrownBy(() -> SETTINGS.withOpset(opset))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("got " + opset));
        List.of(-1L, Long.MAX_VALUE)
                .forEach(bytes -> assertThatThrownBy(() -> SETTINGS.withFoldLimit(bytes))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("got " + bytes));
    }
}
