package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The assertion also runs the graph before and after, and compares outputs. */
class FoldSlicesIntoConvTest {
    private static final RuleAssert RULE = assertThatRule(new FoldSlicesIntoConv());

    private static final String NUMBERS = """
            x: float[2,3,8,12]; W = random[4,12,3,3]; bias = random[4]
            zero = int64[1] {0}; one = int64[1] {1}; two = int64[1] {2}; three = int64[1] {3}; last = int64[1] {-1}
            far = int64[1] {9223372036854775807}; eight = int64[1] {8}
            """;

    /** Rows, then columns of these, in the order of YOLOX. */
    private static final String PARTS = """
            r0 = Slice(x, zero, far, two, two); a = Slice(r0, zero, far, three, two)
            r1 = Slice(x, one, far, two, two); b = Slice(r1, zero, far, three, two)
            r2 = Slice(x, zero, eight, two, two); c = Slice(r2, one, far, last, two)
            r3 = Slice(x, one, far, two, two); d = Slice(r3, one, far, three, two)
            """;

    private static final String FOCUS = NUMBERS + PARTS + "all = Concat(a, b, c, d) {axis=1}\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pads=[1,1,1,1] | strides=[2,2], pads=[2,2,2,2]",
                "pads=[1,0,0,2], strides=[2,1] | strides=[4,2], pads=[2,0,0,4]",
                "kernel_shape=[3,3] | strides=[2,2], pads=[0,0,0,0]",
                "group=1, dilations=[1,1] | strides=[2,2], pads=[0,0,0,0], group=1, dilations=[1,1]"
            })
    void readsTheImageInLargerSteps(String before, String after) {
        RULE.on(FOCUS + "y = Conv(all, W, bias) {" + before + "}; return y")
                .becomes(NUMBERS.replace("W = random[4,12,3,3]; ", "") + PARTS
                        + "y = Conv(x, V, bias) {kernel_shape=[6,6], " + after + "}; return y");
    }

    @Test
    void takesApartOneAxisOrThree() {
        RULE.on("""
                x: float[1,2,9]; W = random[3,6,2]; ends = int64[1] {9}; axis = int64[1] {2}; three = int64[1] {3}
                s0 = int64[1] {0}; s1 = int64[1] {1}; s2 = int64[1] {2}
                a = Slice(x, s2, ends, axis, three); b = Slice(x, s0, ends, axis, three); c = Slice(x, s1, ends, axis, three)
                all = Concat(a, b, c) {axis=1}; y = Conv(all, W); return y
                """).becomes("""
                x: float[1,2,9]; ends = int64[1] {9}; axis = int64[1] {2}; three = int64[1] {3}
                s0 = int64[1] {0}; s1 = int64[1] {1}; s2 = int64[1] {2}
                a = Slice(x, s2, ends, axis, three); b = Slice(x, s0, ends, axis, three); c = Slice(x, s1, ends, axis, three)
                y = Conv(x, V) {kernel_shape=[6], strides=[3], pads=[0,0]}; return y
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Twice the same part, and a part too few.
                "all = Concat(a, b, c, c) {axis=1}; y = Conv(all, W)",
                "all = Concat(a, b, c) {axis=1}; V = random[4,9,3,3]; y = Conv(all, V)"
            })
    void refusesPartsThatAreNotTheWhole(String end) {
        RULE.on(NUMBERS + PARTS + end + "; return y").refuses("all parts are of one value, each once");
    }

    @Test
    void refusesWhatSomeoneElseReads() {
        RULE.on(FOCUS + "y = Conv(all, W); return y, all").refuses("the Concat has no other use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y = Conv(all, W) {dilations=[2,2]}",
                "V = random[4,6,3,3]; y = Conv(all, V) {group=2}",
                "y = Conv(all, W) {auto_pad=\"SAME_UPPER\"}",
                "V = Abs(W); y = Conv(all, V)"
            })
    void refusesOtherConvs(String conv) {
        RULE.on(FOCUS + conv + "; return y")
                .refuses("the weight is constant and the Conv has neither groups nor dilations");
    }

    @Test
    void refusesSizesThatAreNotMultiplesOfTheSteps() {
        String odd = """
                x: float[1,1,4,?]; W = random[2,2,3,3]; zero = int64[1] {0}; one = int64[1] {1}; two = int64[1] {2}
                three = int64[1] {3}; far = int64[1] {9223372036854775807}
                a = Slice(x, zero, far, three, two); b = Slice(x, one, far, three, two)
                all = Concat(a, b) {axis=1}; y = Conv(all, W); return y
                """;
        RULE.on(odd).refuses("the sizes are known, and multiples of the steps");
    }

    @Test
    void refusesChannelsTakenApart() {
        RULE.on("""
                x: float[1,4,4,4]; W = random[2,4,3,3]; zero = int64[1] {0}; one = int64[1] {1}; two = int64[1] {2}
                far = int64[1] {9223372036854775807}
                a = Slice(x, zero, far, one, two); b = Slice(x, one, far, one, two)
                all = Concat(a, b) {axis=1}; y = Conv(all, W); return y
                """).refuses("channels and batch are not taken apart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Not up to the end, from behind, without steps, taken apart twice, and no Slice at all.
                "a = Slice(x, zero, eight, two, two); b = Slice(x, one, far, two, two)",
                "a = Slice(x, back, far, two, two); b = Slice(x, one, far, two, two)",
                "a = Slice(x, zero, eight, two); b = Slice(x, one, far, two)",
                "q = Slice(x, zero, eight, two, two); a = Slice(q, zero, far, two, two); b = Slice(q, one, far, two, two)",
                "q = Slice(x, one, far, two, two); a = Slice(q, zero, far, two, two); b = Slice(q, one, far, two, two)",
                "r = Slice(x, zero, far, two, two); a = Abs(r); b = Neg(r)"
            })
    void doesNotTakeOtherPartsForPhases(String parts) {
        RULE.on("""
                x: float[1,1,9]; W = random[2,2,1]; zero = int64[1] {0}; one = int64[1] {1}; two = int64[1] {2}
                eight = int64[1] {8}; back = int64[1] {-8}; far = int64[1] {9223372036854775807}
                %s; all = Concat(a, b) {axis=1}; y = Conv(all, W); return y
                """.formatted(parts)).doesNotMatch();
    }
}
