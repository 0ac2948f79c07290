package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;

import dev.octet.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Upsample and Resize through their versions. */
class ResizingTest {
    @Test
    void writesAnUpsampleAsAResizeOfThePixelBelow() {
        assertThatUpgrade("opset 7; x: float[1,1,3,4]; y = Upsample(x) {scales=[1.0,1.0,2.0,1.5]}; return y", 13)
                .becomes("""
                        s = float[4] {1, 1, 2, 1.5}
                        y = Resize(x, , s) {coordinate_transformation_mode="asymmetric", nearest_mode="floor"}
                        return y
                        """);
    }

    @Test
    void givesTheRegionThatOpset11AsksFor() {
        assertThatUpgrade(
                        "opset 9; x: float[1,1,3,4]; s = values[4] {1,1,2,2}; y = Upsample(x, s) {mode=\"linear\"}; return y",
                        11)
                .becomes("""
                        r = float[0] {}
                        y = Resize(x, r, s) {coordinate_transformation_mode="asymmetric", mode="linear"}
                        return y
                        """);
    }

    @Test
    void stopsAtOpset10() {
        assertThatUpgrade("opset 9; x: float[1,1,3,4]; s = values[4] {1,1,2,2}; y = Upsample(x, s); return y", 10)
                .becomes("y = Resize(x, s); return y");
    }

    @Test
    void takesComputedScalesOfAnUpsample() {
        assertThatUpgrade("opset 9; x: float[1,1,3,4]; s: float[4]; t = Ceil(s); y = Upsample(x, t); return y", 13)
                .withInput("s", Tensor.vector(1f, 1f, 1.5f, 2.5f))
                .becomes("""
                        t = Ceil(s)
                        y = Resize(x, , t) {coordinate_transformation_mode="asymmetric", nearest_mode="floor"}
                        return y
                        """);
    }

    @Test
    void takesThePixelAboveWhereAResizeShrinks() {
        assertThatUpgrade("opset 10; x: float[1,1,7,9]; s = values[4] {1, 1, 0.5, 0.4}; y = Resize(x, s); return y", 13)
                .becomes("""
                        y = Resize(x, , s) {coordinate_transformation_mode="asymmetric", nearest_mode="ceil"}
                        return y
                        """);
    }

    @Test
    void refusesANearestResizeThatGrowsAndShrinks() {
        assertThatUpgrade("opset 10; x: float[1,1,7,9]; s = values[4] {1, 1, 0.5, 2}; y = Resize(x, s); return y", 11)
                .isRefused("(Resize) cannot go to opset 11: it takes the nearest pixel while one axis grows");
    }

    @Test
    void refusesANearestResizeWithComputedScales() {
        assertThatUpgrade("opset 10; x: float[1,1,7,9]; s: float[4]; y = Resize(x, s); return y", 11)
                .isRefused("it takes the nearest pixel with computed scales");
    }

    @Test
    void takesComputedScalesOfALinearResize() {
        assertThatUpgrade("opset 10; x: float[1,1,7,9]; s: float[4]; y = Resize(x, s) {mode=\"linear\"}; return y", 13)
                .withInput("s", Tensor.vector(1f, 1f, 0.5f, 2.5f))
                .becomes(
                        "y = Resize(x, , s) {mode=\"linear\", coordinate_transformation_mode=\"asymmetric\"}; return y");
    }

    @Test
    void leavesOutTheScalesWhereSizesAreGiven() {
        assertThatUpgrade("""
                        opset 11
                        x: float[1,1,3,4]
                        r, s = values[0] {}
                        n = int64[4] {1, 1, 6, 6}
                        y = Resize(x, r, s, n)
                        return y
                        """, 13).becomes("n = int64[4]; y = Resize(x, , , n); return y");
    }

    @Test
    void keepsTheRegionThatIsCropped() {
        assertThatUpgrade("""
                        opset 11
                        x: float[1,1,6,8]
                        r = values[8] {0, 0, 0.2, 0.3, 1, 1, 0.7, 0.9}
                        s = values[4] {1, 1, 2, 2}
                        y = Resize(x, r, s) {coordinate_transformation_mode="tf_crop_and_resize"}
                        return y
                        """, 13)
                .becomes("y = Resize(x, r, s) {coordinate_transformation_mode=\"tf_crop_and_resize\"}; return y");
    }

    @Test
    void writesCoordinatesThatAreGoneInAnotherWay() {
        assertThatUpgrade(legacyCoordinates("nearest_mode=\"floor\""), 13).becomes("""
                        y = Resize(x, , s) {coordinate_transformation_mode="half_pixel", nearest_mode="round_prefer_ceil"}
                        return y
                        """);
    }

    @Test
    void refusesCoordinatesThatAreGone() {
        assertThatUpgrade(legacyCoordinates("nearest_mode=\"ceil\""), 13)
                .isRefused("its coordinates 'tf_half_pixel_for_nn' are gone");
        assertThatUpgrade(legacyCoordinates("mode=\"linear\", nearest_mode=\"floor\""), 13)
                .isRefused("its coordinates 'tf_half_pixel_for_nn' are gone");
    }

    private static String legacyCoordinates(String rest) {
        return """
                opset 11
                x: float[1,1,6,9]
                r = values[0] {}
                s = values[4] {1, 1, 2.5, 0.75}
                y = Resize(x, r, s) {coordinate_transformation_mode="tf_half_pixel_for_nn", REST}
                return y
                """.replace("REST", rest);
    }
}
