package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;

import org.junit.jupiter.api.Test;

/** Operators whose new version means another thing by the same node. */
class ChangedDefaultsTest {
    @Test
    void writesTheCoordinatesOfRoiAlignOut() {
        String text = """
                opset 10
                x: float[1,1,8,8]
                r = values[1,4] {0.3, 1.2, 4.6, 5.1}
                i = int64[1] {0}
                y = RoiAlign(x, r, i) {output_height=2, output_width=3}
                return y
                """;

        assertThatUpgrade(text, 16).becomes("""
                y = RoiAlign(x, r, i) {output_height=2, output_width=3, coordinate_transformation_mode="output_half_pixel"}
                return y
                """);
        assertThatUpgrade(text, 13).becomes("y = RoiAlign(x, r, i) {output_height=2, output_width=3}; return y");
    }

    @Test
    void leavesRoiAlignOfTheNewVersionAlone() {
        assertThatUpgrade(
                        "opset 16; x: float[1,1,8,8]; r = values[1,4] {0.3, 1.2, 4.6, 5.1}; i = int64[1] {0}; "
                                + "y = RoiAlign(x, r, i); return y",
                        21)
                .becomes("y = RoiAlign(x, r, i); return y");
    }

    @Test
    void givesInterpolationsOfGridSampleTheirNewNames() {
        assertThatUpgrade("opset 16; x: float[1,2,5,6]; g: float[1,3,4,2]; y = GridSample(x, g); return y", 20)
                .becomes("y = GridSample(x, g) {mode=\"linear\"}; return y");
        assertThatUpgrade(
                        "opset 16; x: float[1,2,5,6]; g: float[1,3,4,2]; y = GridSample(x, g) {mode=\"bicubic\"}; return y",
                        20)
                .becomes("y = GridSample(x, g) {mode=\"cubic\"}; return y");
        assertThatUpgrade(
                        "opset 16; x: float[1,2,5,6]; g: float[1,3,4,2]; y = GridSample(x, g) {mode=\"nearest\"}; return y",
                        20)
                .becomes("y = GridSample(x, g) {mode=\"nearest\"}; return y");
    }

    @Test
    void repeatsScaleAndBiasOfAGroupForItsChannels() {
        assertThatUpgrade(
                        "opset 18; x: float[2,6,4]; s, b = random[3]; y = GroupNormalization(x, s, b) {num_groups=3}; return y",
                        21)
                .becomes("""
                        groups = int64[1] {3}
                        one = int64[1] {1}
                        all = int64[1] {-1}
                        channels = Shape(x) {start=1, end=2}
                        repeats = Div(channels, groups)
                        shape = Concat(groups, repeats) {axis=0}
                        s1 = Unsqueeze(s, one)
                        s2 = Expand(s1, shape)
                        s3 = Reshape(s2, all)
                        b1 = Unsqueeze(b, one)
                        b2 = Expand(b1, shape)
                        b3 = Reshape(b2, all)
                        y = GroupNormalization(x, s3, b3) {num_groups=3}
                        return y
                        """);
    }

    @Test
    void takesScaleAndBiasThatAreComputed() {
        assertThatUpgrade(
                        "opset 18; x: float[2,C,4]; s, b: float[1]; y = GroupNormalization(x, s, b) {num_groups=1}; return y",
                        21)
                .keepsMeaning();
    }

    @Test
    void renamesScatter() {
        assertThatUpgrade(
                        "opset 10; x: float[1,5]; i = int64[1,2] {1, 3}; u = random[1,2]; y = Scatter(x, i, u) {axis=1}; return y",
                        13)
                .becomes("y = ScatterElements(x, i, u) {axis=1}; return y");
    }

    @Test
    void takesALayerNormalizationOfOnnxRuntimeForThatOfOnnx() {
        assertThatUpgrade(
                        "opset 12; x: float[2,3]; s = random[3]; y = LayerNormalization(x, s) {epsilon=1e-3}; return y",
                        17)
                .becomes("y = LayerNormalization(x, s) {epsilon=1e-3}; return y");
    }

    @Test
    void refusesALayerNormalizationOfTwoTypes() {
        assertThatUpgrade("opset 12; x: float16[2,3]; s = random[3]; y = LayerNormalization(x, s); return y", 17)
                .isRefused("its input is of type float16 and its scale of type float, which have to be the same");
        assertThatUpgrade(
                        "opset 12; x: float16[2,3]; s = random[3]; n = Neg(x); y = LayerNormalization(n, s); return y",
                        17)
                .knowingNoTypes()
                .isRefused("its input is of type unknown");
    }

    @Test
    void refusesAnErfOfIntegers() {
        assertThatUpgrade("opset 9; x: int32[2]; y = Erf(x); return y", 13)
                .knowingNoTypes()
                .isRefused("it takes integers, which the new version does not");
    }

    @Test
    void refusesTheBatchesOfTheFirstScan() {
        assertThatUpgrade("""
                        opset 8
                        a: float[2,3]
                        x: float[2,4,3]
                        y = Scan("", a, x) {num_scan_inputs=1, body={b: float[3]; r: float[3]; t = Add(b, r); return t: float[3]}}
                        return y
                        """, 9).isRefused("it scans each element of a batch up to a length of its own");
    }
}
