package dev.octet.calibrate.data;

import static dev.octet.calibrate.data.Written.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.tensor.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    private static final Value SOUND = input("sound", ElementType.FLOAT, -1, 2);

    @TempDir
    Path folder;

    /** A WAV file by its specification: RIFF, a fmt chunk of 16 bytes, a data chunk. Format 1 is PCM, 3 is float. */
    private Path wav(String name, int format, int channels, int rate, int bits, byte[] data) throws IOException {
        int frame = channels * bits / 8;
        ByteBuffer bytes = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.length);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) format).putShort((short) channels).putInt(rate).putInt(rate * frame);
        bytes.putShort((short) frame).putShort((short) bits);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes.array());
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static List<Sample> open(Path path, DataSettings settings, Value input) {
        List<Sample> samples = new ArrayList<>();
        DataSources.open(path, List.of(input), settings).forEach(samples::add);
        return samples;
    }

    private static float[] sound(Sample sample) {
        return Objects.requireNonNull(sample.inputs().get("sound")).toFloats();
    }

    @Test
    void cutsRecordingsIntoChunksAndLeavesTheRest() throws IOException {
        wav("b.wav", 1, 1, 16000, 16, shorts(16384, -32768, 0, 32767, 5));
        wav("a.wav", 1, 1, 16000, 16, shorts(0, 8192));

        List<Sample> samples = open(folder, DataSettings.defaults(), SOUND);

        assertThat(samples).extracting(Sample::id).containsExactly("a.wav", "b.wav[0]", "b.wav[1]");
        assertThat(samples).extracting(Sample::group).containsExactly("a.wav", "b.wav", "b.wav");
        assertThat(sound(samples.get(1))).containsExactly(0.5f, -1f);
        assertThat(sound(samples.get(2))).containsExactly(0f, 32767 / 32768f);
    }

    @Test
    void averagesChannelsAndReadsOtherWidths() throws IOException {
        Path stereo = wav("stereo.wav", 1, 2, 8000, 16, shorts(16384, 0, -16384, -16384));
        Path wide = wav("wide.wav", 1, 1, 8000, 24, new byte[] {0, 0, 64, 0, 0, -128});
        Path bytes = wav("bytes.wav", 1, 1, 8000, 8, new byte[] {(byte) 192, 0});
        Path real = wav(
                "real.wav",
                3,
                1,
                8000,
                32,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(0.25f)
                        .putFloat(-2)
                        .array());

        assertThat(sound(open(stereo, DataSettings.defaults(), SOUND).get(0))).containsExactly(0.25f, -0.5f);
        assertThat(sound(open(wide, DataSettings.defaults(), SOUND).get(0))).containsExactly(0.5f, -1f);
        assertThat(sound(open(bytes, DataSettings.defaults(), SOUND).get(0))).containsExactly(0.5f, -1f);
        assertThat(sound(open(real, DataSettings.defaults(), SOUND).get(0))).containsExactly(0.25f, -2f);
    }

    @Test
    void takesWholeRecordingsOrTheChunkAskedForWhereTheModelTakesAny() throws IOException {
        Path file = wav("a.wav", 1, 1, 16000, 16, shorts(1, 2, 3));
        Value any = input("sound", ElementType.FLOAT, -1, 1, -2);

        assertThat(open(file, DataSettings.defaults(), any))
                .singleElement()
                .satisfies(sample -> assertThat(sample.inputs().toString()).isEqualTo("{sound=float[1,1,3]}"));
        assertThat(open(file, DataSettings.defaults().withChunk(1), any)).hasSize(3);
    }

    private static void assertRefused(Kind kind, String message, Path path, DataSettings settings, Value input) {
        assertThatThrownBy(() -> open(path, settings, input).forEach(Sample::inputs))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        Path noise = Files.writeString(folder.resolve("noise.wav"), "just text that is long enough to be looked at");
        Path law = wav("law.wav", 7, 1, 8000, 8, new byte[] {1, 2});
        Path whole = wav("whole.wav", 1, 1, 8000, 16, shorts(1, 2, 3, 4));
        Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(Files.readAllBytes(whole), 48));
        Path brief = wav("brief.wav", 1, 1, 8000, 16, shorts(1));
        DataSettings settings = DataSettings.defaults();

        assertRefused(
                Kind.INVALID_DATA,
                "'noise.wav' cannot be used: it is not an uncompressed WAV file",
                noise,
                settings,
                SOUND);
        assertRefused(Kind.INVALID_DATA, "its sound is compressed (ULAW); store it as PCM", law, settings, SOUND);
        assertRefused(Kind.INVALID_DATA, "'cut.wav[1]' cannot be used: it is truncated", cut, settings, SOUND);
        assertRefused(Kind.INVALID_DATA, "it has 1 moments of sound, less than a chunk of 2", brief, settings, SOUND);
        assertRefused(
                Kind.INVALID_DATA,
                "expected 16000 samples a second, got 8000.0; resample it first",
                whole,
                settings.withSampleRate(16000),
                SOUND);
        assertRefused(
                Kind.CONFIGURATION,
                "Expected a model input of type float for sound",
                whole,
                settings,
                input("sound", ElementType.INT64, 1, 2));
    }
}
