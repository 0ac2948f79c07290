package dev.octet.calibrate.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplerTest {
    static Stream<String> sizesThatPillowMade() throws IOException {
        return Goldens.names("resized.npz").stream().filter(name -> name.contains("_"));
    }

    @ParameterizedTest
    @MethodSource("sizesThatPillowMade")
    void resizesToTheBytesOfPillow(String name) throws IOException {
        String[] parts = name.split("[_x]", -1);
        Pixels source = Goldens.pixels("resized.npz", "source");
        Interpolation interpolation = Interpolation.valueOf(parts[0].toUpperCase(Locale.ROOT));

        Pixels resized =
                Resampler.resize(source, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), interpolation, true);

        assertThat(resized.bytes())
                .isEqualTo(Goldens.pixels("resized.npz", name).bytes());
    }

    @Test
    void makesGrayAsPillowDoes() throws IOException {

        Pixels gray = Goldens.pixels("resized.npz", "source").toGray();

        assertThat(gray.bytes()).isEqualTo(Goldens.pixels("resized.npz", "gray").bytes());
    }

    @Test
    void averagesPartsOfPixelsByTheAreaThatIsCovered() {
        Pixels row = new Pixels(1, 3, 1, new byte[] {0, 90, (byte) 240});

        Pixels halves = Resampler.resize(row, 1, 2, Interpolation.AREA, true);

        // Each output pixel covers one and a half: (0 + 90/2) / 1.5 and (90/2 + 240) / 1.5.
        assertThat(halves.at(0, 0, 0)).isEqualTo(30);
        assertThat(halves.at(0, 1, 0)).isEqualTo(190);
    }

    @Test
    void takesOnlyTheTwoNearestPixelsWithoutAntialiasing() {
        Pixels row = new Pixels(1, 8, 1, new byte[] {0, 100, 20, 0, 0, 0, 40, 80});

        Pixels sharp = Resampler.resize(row, 1, 2, Interpolation.BILINEAR, false);

        // Centres at 2.0 and 6.0: halfway between pixels 1 and 2, and between 5 and 6.
        assertThat(sharp.at(0, 0, 0)).isEqualTo(60);
        assertThat(sharp.at(0, 1, 0)).isEqualTo(20);
        Pixels smooth = Resampler.resize(row, 1, 2, Interpolation.BILINEAR, true);
        assertThat(smooth.at(0, 0, 0)).isNotEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void keepsAConstantImageConstant(Interpolation interpolation) {
        byte[] bytes = new byte[7 * 5 * 3];
        Arrays.fill(bytes, (byte) 201);

        Pixels resized = Resampler.resize(new Pixels(7, 5, 3, bytes), 19, 3, interpolation, true);

        for (byte value : resized.bytes()) {
            assertThat(value).isEqualTo((byte) 201);
        }
    }
}
