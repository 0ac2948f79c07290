package dev.octet.calibrate.audio;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * An uncompressed WAV file: whole numbers of 8 to 32 bits, which become -1 to 1, or binary32 and binary64. Channels are
 * averaged.
 *
 * @param path the file
 * @param frames number of moments sampled
 * @param sampleRate moments a second
 */
public record WavFile(Path path, long frames, float sampleRate) {
    /**
     * Reads the header.
     *
     * @throws IOException if it is no such file; the message says why
     */
    public static WavFile open(Path path) throws IOException {
        try (AudioInputStream stream = stream(path)) {
            AudioFormat format = stream.getFormat();
            requireSupported(format);
            long bytes = Files.size(path);
            long needed = stream.getFrameLength() * format.getFrameSize();
            if (stream.getFrameLength() < 0 || needed > bytes) {
                throw new IOException(
                        "it is truncated: expected %d bytes of sound, got a file of %d bytes".formatted(needed, bytes));
            }
            return new WavFile(path, stream.getFrameLength(), format.getSampleRate());
        }
    }

    private static AudioInputStream stream(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path));
        try {
            return AudioSystem.getAudioInputStream(in);
        } catch (UnsupportedAudioFileException unsupported) {
            in.close();
            throw new IOException("it is not an uncompressed WAV file", unsupported);
        } catch (EOFException cut) {
            in.close();
            throw new IOException("its header is truncated", cut);
        }
    }

    private static void requireSupported(AudioFormat format) throws IOException {
        boolean whole = format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
                || format.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED);
        boolean real = format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT);
        if (!whole && !real) {
            throw new IOException("its sound is compressed (" + format.getEncoding() + "); store it as PCM");
        }
    }

    /**
     * A stretch of the sound.
     *
     * @param first the first moment, counted from 0
     * @throws IOException if the stretch cannot be read whole
     */
    public float[] read(long first, int count) throws IOException {
        try (AudioInputStream stream = stream(path)) {
            AudioFormat format = stream.getFormat();
            stream.skipNBytes(first * format.getFrameSize());
            byte[] bytes = stream.readNBytes(Math.multiplyExact(count, format.getFrameSize()));
            if (bytes.length < count * format.getFrameSize()) {
                throw new IOException("it is truncated");
            }
            ByteBuffer buffer =
                    ByteBuffer.wrap(bytes).order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            return averaged(buffer, format, count);
        }
    }

    private static float[] averaged(ByteBuffer buffer, AudioFormat format, int count) throws IOException {
        int channels = format.getChannels();
        float[] sound = new float[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += next(buffer, format);
            }
            sound[i] = (float) (sum / channels);
        }
        return sound;
    }

    private static double next(ByteBuffer buffer, AudioFormat format) throws IOException {
        int bits = format.getSampleSizeInBits();
        if (format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT)) {
            return bits == 64 ? buffer.getDouble() : buffer.getFloat();
        }
        if (format.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED) && bits == 8) {
            return (Byte.toUnsignedInt(buffer.get()) - 128) / 128.0;
        }
        return switch (bits) {
            case 16 -> buffer.getShort() / 32768.0;
            case 24 -> threeBytes(buffer) / 8388608.0;
            case 32 -> buffer.getInt() / 2147483648.0;
            default -> throw new IOException("its samples have %d bits; 8, 16, 24 and 32 are read".formatted(bits));
        };
    }

    private static int threeBytes(ByteBuffer buffer) {
        int low = Byte.toUnsignedInt(buffer.get());
        int middle = Byte.toUnsignedInt(buffer.get());
        return buffer.get() << 16 | middle << 8 | low;
    }
}
