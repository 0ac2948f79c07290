package dev.octet.prepare.shape;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.graph.ValueType;
import dev.octet.rewrite.TypeSource;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.RuleAssert;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixReshapeTest {
    private static final String UNKNOWN = "all dimensions of the result but one are known, or those of the input";
    private static final RuleAssert RULE = assertThatRule(new FixReshape());

    /** What exporters make of {@code x.size(0)}. */
    private static final String BATCH =
            "zero = int64[] {0}; first = int64[1] {0}; s = Shape(x); g = Gather(s, zero); u = Unsqueeze(g, first)\n";

    private static final String BATCH_STAYS = "s = Shape(x); g = Gather(s, zero); u = Unsqueeze(g, first)\n";

    @Test
    void keepsADimensionOfTheInput() {
        RULE.on("x: float[N,2,3]; rest = int64[1] {-1}\n" + BATCH
                        + "t = Concat(u, rest) {axis=0}; y = Reshape(x, t); return y")
                .becomes(BATCH_STAYS + "t = Concat(u, rest) {axis=0}\n"
                        + "c = int64[2] {0, -1}; y = Reshape(x, c); return y");
    }

    @Test
    void leavesADimensionOfAnotherValueToTheNumberOfElements() {
        RULE.on("x: float[?,2,3]; z: float[?,6]; sizes = int64[2] {3, 2}\n" + BATCH
                        + "t = Concat(u, sizes) {axis=0}; y = Reshape(z, t); return y")
                .becomes(BATCH_STAYS + "t = Concat(u, sizes) {axis=0}\n"
                        + "c = int64[3] {-1, 3, 2}; y = Reshape(z, c); return y");
    }

    @Test
    void keepsADimensionOfTheSameName() {
        RULE.on("x: float[N,2,3]; z: float[N,6]; sizes = int64[2] {-1, 2}\n" + BATCH
                        + "t = Concat(u, sizes) {axis=0}; y = Reshape(z, t); return y")
                .becomes(BATCH_STAYS + "t = Concat(u, sizes) {axis=0}\n"
                        + "c = int64[3] {0, -1, 2}; y = Reshape(z, c); return y");
    }

    @Test
    void followsASliceAndACast() {
        RULE.on("""
                x: float[N,M,6]; b = int64[1] {0}; e = int64[1] {2}; sizes = int64[2] {3, 2}
                s = Shape(x); d = Slice(s, b, e); t = Concat(d, sizes) {axis=0}
                y = Reshape(x, t)
                return y
                """).becomes("""
                s = Shape(x); d = Slice(s, b, e); t = Concat(d, sizes) {axis=0}
                c = int64[4] {0, 0, 3, 2}; y = Reshape(x, c)
                return y
                """);
        RULE.on("""
                x: float[N,6]; i = int64[1] {0}; rest = int64[1] {-1}
                s = Shape(x); g = Gather(s, i); k = Cast(g) {to=7}; t = Concat(k, rest) {axis=0}
                y = Reshape(x, t)
                return y
                """).becomes("""
                s = Shape(x); g = Gather(s, i); k = Cast(g) {to=7}; t = Concat(k, rest) {axis=0}
                c = int64[2] {0, -1}; y = Reshape(x, c)
                return y
                """);
    }

    @Test
    void believesWhatIsInferredOfTheResult() {
        // The shape is a product, which is not followed; that the result is [4,6] is said by the types alone.
        RULE.withTypes(model -> Map.of("y", ValueType.tensor(ElementType.FLOAT, Shape.of(4, 6))))
                .withInput("v", Tensor.vector(2L, 3L))
                .withInput("x", Tensor.vector(new float[24]))
                .on("x: float[24]; v: int64[2]; two = int64[1] {2}; t = Mul(v, two); y = Reshape(x, t); return y")
                .becomes("t = Mul(v, two); c = int64[2] {4, 6}; y = Reshape(x, c); return y");
    }

    @Test
    void dropsAllowzeroWithTheZerosThatNowStandForTheInput() {
        RULE.on("x: float[N,2,3]; rest = int64[1] {6}\n" + BATCH
                        + "t = Concat(u, rest) {axis=0}; y = Reshape(x, t) {allowzero=1}; return y")
                .becomes(
                        BATCH_STAYS + "t = Concat(u, rest) {axis=0}; c = int64[2] {0, 6}; y = Reshape(x, c); return y");
    }

    @Test
    void refusesTwoUnknownDimensions() {
        RULE.on("x: float[?,2,?]; z: float[?,?]; sizes = int64[1] {-1}\n" + BATCH
                        + "t = Concat(u, sizes) {axis=0}; y = Reshape(z, t); return y")
                .refuses(UNKNOWN);
        RULE.on("x: float[6]; t: int64[2]; y = Reshape(x, t); return y")
                .withInput("t", Tensor.vector(2L, 3L))
                .refuses(UNKNOWN);
    }

    @Test
    void refusesARestBesideADimensionThatMayBeZero() {
        // [0,-1,2] would fail for an input without elements, which the original takes.
        RULE.on("""
                x: float[N,6]; v: int64[1]; two = int64[1] {2}; i = int64[1] {0}
                s = Shape(x); g = Gather(s, i); t = Concat(g, v, two) {axis=0}
                y = Reshape(x, t)
                return y
                """).withInput("v", Tensor.vector(3L)).refuses(UNKNOWN);
    }

    @Test
    void refusesAZeroThatMeansZero() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[0,3]; v: int64[1]; z = int64[1] {0}; t = Concat(v, z) {axis=0}\n"
                        + "y = Reshape(x, t) {allowzero=1}; return y")
                .refuses(UNKNOWN);
    }

    @Test
    void leavesAConstantShapeAndOneThatIsAnAttribute() {
        RULE.on("x: float[6]; t = int64[2] {2,3}; y = Reshape(x, t); return y").doesNotMatch();
        RULE.withTypes(TypeSource.NONE)
                .on("opset 4\nx: float[6]; y = Reshape(x) {shape=[2,3]}; return y")
                .doesNotMatch();
    }
}
