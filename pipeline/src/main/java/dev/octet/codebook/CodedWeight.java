package dev.octet.codebook;

import dev.octet.affine.block.Packed;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * A weight as codes, which are computed when they are looked at, and the values that they stand for.
 *
 * @param weight the float weight
 * @param channels which element belongs to which codebook
 * @param codebooks one for each channel, the same each time they are asked for
 * @param entries values of the largest codebook
 * @param bits bits of a code
 */
record CodedWeight(Tensor weight, Channels channels, Supplier<List<CodedChannel>> codebooks, int entries, int bits) {
    /** The codes, uint8 or uint4, {@code [channels, rest]} or in the weight's own shape. */
    Tensor codes() {
        ElementType type = bits == 4 ? ElementType.UINT4 : ElementType.UINT8;
        return new Tensor(
                type, channels.codesShape(), TensorData.computed(type.byteSize(weight.elementCount()), 1, this::fill));
    }

    private void fill(long offset, ByteBuffer target) {
        List<CodedChannel> books = codebooks.get();
        int perByte = 8 / bits;
        long element = offset * perByte;
        float[] block = new float[FloatBlocks.SIZE];
        byte[] codes = new byte[FloatBlocks.SIZE];
        while (target.hasRemaining()) {
            long wanted = Math.min(FloatBlocks.SIZE, (long) target.remaining() * perByte);
            int count = (int) Math.min(wanted, weight.elementCount() - element);
            int bytes = weight.type().bits() / 8;
            FloatBlocks.read(weight.type(), weight.data().slice(element * bytes, count * bytes), 0, block, count);
            for (int i = 0; i < count; i++) {
                codes[i] = (byte) books.get(channels.of(element + i)).codebook().code(block[i]);
            }
            Packed.put(codes, 0, count, bits, target);
            element += count;
        }
    }

    /** The values: {@code [entries]}, or one line or column of them for each channel as the codes have it. */
    Tensor values() {
        Shape shape = channels.valuesShape(entries);
        return new Tensor(
                ElementType.FLOAT,
                shape,
                TensorData.computed(Float.BYTES * shape.elementCount(), Float.BYTES, this::fillValues));
    }

    private void fillValues(long offset, ByteBuffer target) {
        List<CodedChannel> books = codebooks.get();
        for (long place = offset / Float.BYTES; target.hasRemaining(); place++) {
            int divisor = channels.areColumns() ? books.size() : entries;
            int quotient = (int) (place / divisor);
            int remainder = (int) (place % divisor);
            Codebook codebook =
                    books.get(channels.areColumns() ? remainder : quotient).codebook();
            int code = channels.areColumns() ? quotient : remainder;
            target.putFloat(codebook.value(Math.min(code, codebook.size() - 1)));
        }
    }

    /** Bytes of codes and values. */
    static long bytes(Shape shape, long codebooks, int bits) {
        return Packed.bytes(shape.elementCount(), bits) + codebooks * (1L << bits) * Float.BYTES;
    }
}
