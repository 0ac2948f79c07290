package dev.octet.calibrate;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * Reads floating-point elements out of a native buffer in pieces that stay in the processor's cache, through one array
 * that is used again and again. Not thread-safe.
 */
final class FloatChunks {
    /** Elements a piece: 32 KiB of binary32. */
    private static final int LENGTH = 8192;

    private final float[] chunk = new float[LENGTH];

    /** Takes in one piece after another. */
    @FunctionalInterface
    interface Consumer {
        /** The first {@code length} elements of the array; the rest is left over from before. */
        void accept(float[] elements, int length);
    }

    /** Whether elements of this type can be read. */
    static boolean canRead(ElementType type) {
        return type.isFloating();
    }

    /**
     * Hands over all elements in order, as binary32; binary64 is rounded to nearest.
     *
     * @param bytes little-endian
     * @throws IllegalArgumentException if the type is not floating
     */
    void read(ElementType type, ByteBuffer bytes, Consumer consumer) {
        switch (type) {
            case FLOAT -> readFloats(bytes.asFloatBuffer(), consumer);
            case DOUBLE -> readEach(bytes.remaining() / 8, i -> (float) bytes.getDouble(8 * i), consumer);
            case FLOAT16 -> readShorts(bytes.asShortBuffer(), HalfFloats::fromHalf, consumer);
            case BFLOAT16 -> readShorts(bytes.asShortBuffer(), HalfFloats::fromBrain, consumer);
            default -> throw new IllegalArgumentException("Expected a floating type, got " + type);
        }
    }

    private void readFloats(FloatBuffer floats, Consumer consumer) {
        while (floats.hasRemaining()) {
            int length = Math.min(LENGTH, floats.remaining());
            floats.get(chunk, 0, length);
            consumer.accept(chunk, length);
        }
    }

    private interface FromShort {
        float apply(short bits);
    }

    private void readShorts(ShortBuffer shorts, FromShort conversion, Consumer consumer) {
        readEach(shorts.remaining(), i -> conversion.apply(shorts.get(i)), consumer);
    }

    private interface FloatAt {
        float at(int index);
    }

    private void readEach(int count, FloatAt source, Consumer consumer) {
        for (int start = 0; start < count; start += LENGTH) {
            int length = Math.min(LENGTH, count - start);
            for (int i = 0; i < length; i++) {
                chunk[i] = source.at(start + i);
            }
            consumer.accept(chunk, length);
        }
    }
}
