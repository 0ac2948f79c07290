package dev.octet.calibrate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "color.jpg",
                "subsampled.jpg",
                "progressive.jpg",
                "gray.jpg",
                "gray.png",
                "color.png",
                "palette.png",
                "palette.gif",
                "color.bmp",
                "bits.png",
                "alpha.png"
            })
    void decodesToTheBytesOfPillow(String name) throws IOException {
        Pixels pixels = ImageDecoder.decode(Goldens.bytes(name), true);

        assertThat(pixels.bytes()).isEqualTo(Goldens.pixels("decoded.npz", name).bytes());
    }

    @Test
    void readsCmykWhichThePlatformCannot() throws IOException {
        Pixels cmyk = ImageDecoder.decode(Goldens.bytes("cmyk.jpg"), true);
        Pixels color = ImageDecoder.decode(Goldens.bytes("color.png"), true);

        assertThat(cmyk.toString()).isEqualTo("16x24x3");
        // Colour models differ between readers, so only the picture is compared: dark where dark, red where red.
        assertThat(cmyk.at(0, 23, 0)).isGreaterThan(cmyk.at(0, 23, 1) + 60);
        assertThat(color.at(0, 23, 0)).isGreaterThan(color.at(0, 23, 1) + 60);
    }

    @Test
    void keepsTheUpperByteOf16Bits() throws IOException {
        Pixels gray = ImageDecoder.decode(Goldens.bytes("gray16.png"), true);

        assertThat(gray.channels()).isEqualTo(1);
        assertThat(gray.at(1, 2, 0)).isEqualTo((37 + 2 * 73 + 2 * 11) % 256);
    }

    @Test
    void turnsUprightAsExifSays() throws IOException {
        byte[] file = Goldens.bytes("turned.jpg");

        Pixels stored = ImageDecoder.decode(file, false);
        Pixels upright = ImageDecoder.decode(file, true);

        assertThat(stored.toString()).isEqualTo("16x24x3");
        assertThat(upright.toString()).isEqualTo("24x16x3");
        // Orientation 6: the stored top left corner is the top right one of the scene.
        assertThat(upright.at(0, 15, 0)).isEqualTo(stored.at(0, 0, 0));
        assertThat(upright.at(23, 15, 0)).isEqualTo(stored.at(0, 23, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"color.jpg", "progressive.jpg", "color.png", "color.bmp", "palette.gif"})
    void refusesATruncatedImage(String name) {
        byte[] file = Goldens.bytes(name);

        assertThatThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(file, file.length * 3 / 4), true))
                .isInstanceOf(IOException.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @Test
    void refusesWhatIsNoImage() {
        byte[] text = "<html>not found</html>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ImageDecoder.decode(text, true)).hasMessage("it is not an image in a known format");
        assertThatThrownBy(() -> ImageDecoder.decode(new byte[0], true)).hasMessageContaining("not an image");
    }

    @Test
    void refusesAnImageThatClaimsAnAbsurdSize() {
        byte[] bomb = pngThatClaims(60_000, 60_000);

        assertThatThrownBy(() -> ImageDecoder.decode(bomb, true))
                .hasMessage("it has 60000x60000 pixels, more than the 134217728 that are read");
    }

    private static byte[] pngThatClaims(int height, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 check = new CRC32();
        check.update(header);
        out.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
        out.writeBytes(header);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
        return out.toByteArray();
    }
}
