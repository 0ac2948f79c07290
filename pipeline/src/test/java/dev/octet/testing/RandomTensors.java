package dev.octet.testing;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Seeded tensors. The same seed and name give the same elements, whatever else a test draws. */
public final class RandomTensors {
    private RandomTensors() {}

    /** Floats in [-1, 1), bytes over their whole range, wider integers in [-100, 100), bool of both kinds. */
    public static Tensor random(ElementType type, Shape shape, long seed, String name) {
        return draw(type, shape, generator(seed, name), false);
    }

    /** Floats in [0.5, 1.5), integers of 1 or more. */
    public static Tensor positive(ElementType type, Shape shape, long seed, String name) {
        return draw(type, shape, generator(seed, name), true);
    }

    private static RandomGenerator generator(long seed, String name) {
        return new java.util.SplittableRandom(seed * 1_000_003L + name.hashCode());
    }

    private static Tensor draw(ElementType type, Shape shape, RandomGenerator random, boolean positive) {
        int count = Math.toIntExact(shape.elementCount());
        if (type == ElementType.STRING) {
            List<ByteBuffer> strings = IntStream.range(0, count)
                    .mapToObj(i -> ByteBuffer.wrap(new byte[] {(byte) ('a' + random.nextInt(26))}))
                    .toList();
            return Tensor.ofStrings(shape, strings);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) type.byteSize(count)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            TensorLiteral.put(bytes, type, i, bits(type, random, positive));
        }
        return new Tensor(type, shape, TensorData.ofBuffer(bytes));
    }

    private static long bits(ElementType type, RandomGenerator random, boolean positive) {
        float value = random.nextFloat() + (positive ? 0.5f : random.nextFloat() - 1f);
        return switch (type) {
            case FLOAT -> Float.floatToRawIntBits(value);
            case DOUBLE -> Double.doubleToRawLongBits(value);
            case FLOAT16 -> HalfFloats.toHalf(value);
            case BFLOAT16 -> HalfFloats.toBrain(value);
            case BOOL -> random.nextInt(2);
            case INT8 -> random.nextInt(positive ? 1 : -128, 128);
            case UINT8 -> random.nextInt(positive ? 1 : 0, 256);
            case INT4 -> random.nextInt(positive ? 1 : -8, 8);
            case UINT4 -> random.nextInt(positive ? 1 : 0, 16);
            case INT16, INT32, INT64 -> random.nextInt(positive ? 1 : -100, 100);
            case UINT16, UINT32, UINT64 -> random.nextInt(positive ? 1 : 0, 200);
            default -> throw new IllegalArgumentException("No random elements of type " + type.onnxName());
        };
    }
}
