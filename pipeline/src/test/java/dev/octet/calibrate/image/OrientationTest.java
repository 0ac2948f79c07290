package dev.octet.calibrate.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    /** The stored picture is 1 2 3 over 4 5 6; upright pictures after Exif 2.32, figure of tag 0x0112. */
    @ParameterizedTest
    @CsvSource({
        "1, 123/456",
        "2, 321/654",
        "3, 654/321",
        "4, 456/123",
        "5, 14/25/36",
        "6, 41/52/63",
        "7, 63/52/41",
        "8, 36/25/14",
        "9, 123/456",
        "0, 123/456"
    })
    void turnsAndMirrors(int orientation, String expected) {
        Pixels stored = new Pixels(2, 3, 1, new byte[] {1, 2, 3, 4, 5, 6});

        Pixels upright = Orientation.upright(stored, orientation);

        StringBuilder shown = new StringBuilder();
        for (int y = 0; y < upright.height(); y++) {
            shown.append(y == 0 ? "" : "/");
            for (int x = 0; x < upright.width(); x++) {
                shown.append(upright.at(y, x, 0));
            }
        }
        assertThat(shown.toString()).isEqualTo(expected);
    }
}
