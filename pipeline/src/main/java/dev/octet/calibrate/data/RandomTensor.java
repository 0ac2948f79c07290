package dev.octet.calibrate.data;

import dev.octet.calibrate.data.RandomSource.Interval;
import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Random;

/** Draws a tensor; {@link Random}'s algorithms are specified, so that the bits are the same on every Java. */
final class RandomTensor {
    private RandomTensor() {}

    static Tensor of(ElementType type, Shape shape, Random random, Optional<Interval> interval) {
        long size = type.byteSize(shape.elementCount());
        if (size > Integer.MAX_VALUE) {
            throw OctetException.configuration(
                    "Random input of shape %s would take %d bytes; say smaller sizes, or give real samples"
                            .formatted(shape, size));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < shape.elementCount(); i++) {
            if (type.isFloating()) {
                put(bytes, type, real(random, interval));
            } else {
                put(bytes, type, whole(random, interval.orElse(new Interval(0, 1))));
            }
        }
        return new Tensor(type, shape, TensorData.ofBuffer(bytes.flip()));
    }

    private static double real(Random random, Optional<Interval> interval) {
        return interval.map(in -> in.low() + random.nextDouble() * (in.high() - in.low()))
                .orElseGet(random::nextGaussian);
    }

    private static long whole(Random random, Interval interval) {
        long low = (long) Math.ceil(interval.low());
        long high = (long) Math.floor(interval.high());
        return low + (long) Math.floor(random.nextDouble() * (high - low + 1));
    }

    private static void put(ByteBuffer bytes, ElementType type, double value) {
        switch (type) {
            case FLOAT -> bytes.putFloat((float) value);
            case DOUBLE -> bytes.putDouble(value);
            case FLOAT16 -> bytes.putShort(HalfFloats.toHalf((float) value));
            case BFLOAT16 -> bytes.putShort(HalfFloats.toBrain((float) value));
            default -> throw new IllegalArgumentException(type.toString());
        }
    }

    private static void put(ByteBuffer bytes, ElementType type, long value) {
        switch (type) {
            case INT64, UINT64 -> bytes.putLong(value);
            case INT32, UINT32 -> bytes.putInt((int) value);
            case INT16, UINT16 -> bytes.putShort((short) value);
            case INT8, UINT8, BOOL -> bytes.put((byte) value);
            default ->
                throw OctetException.configuration("Random input of type %s cannot be made".formatted(type.onnxName()));
        }
    }
}
