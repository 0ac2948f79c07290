package dev.octet.codebook;

import dev.octet.affine.block.Packed;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A weight as codes, which are computed when they are looked at, and the values that they stand for.
 *
 * @param weight the float weight
 * @param channels which element belongs to which codebook
 * @param codebooks one for each channel
 * @param bits bits of a code
 */
record CodedWeight(Tensor weight, Channels channels, List<Codebook> codebooks, int bits) {
    CodedWeight {
        codebooks = List.copyOf(codebooks);
    }

    /** The codes, uint8 or uint4, {@code [channels, rest]} or in the weight's own shape. */
    Tensor codes() {
        ElementType type = bits == 4 ? ElementType.UINT4 : ElementType.UINT8;
        return new Tensor(
                type, channels.codesShape(), TensorData.computed(type.byteSize(weight.elementCount()), 1, this::fill));
    }

    private void fill(long offset, ByteBuffer target) {
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
                codes[i] = (byte) codebooks.get(channels.of(element + i)).code(block[i]);
            }
            Packed.put(codes, 0, count, bits, target);
            element += count;
        }
    }

    /** The values: {@code [entries]}, or one line or column of them for each channel as the codes have it. */
    Tensor values() {
        int entries = codebooks.stream().mapToInt(Codebook::size).max().orElseThrow();
        int books = codebooks.size();
        float[] values = new float[books * entries];
        for (int book = 0; book < books; book++) {
            Codebook codebook = codebooks.get(book);
            for (int code = 0; code < entries; code++) {
                int place = channels.areColumns() ? code * books + book : book * entries + code;
                values[place] = codebook.value(Math.min(code, codebook.size() - 1));
            }
        }
        return Tensor.ofFloats(channels.valuesShape(entries), values);
    }

    /** Bytes of codes and values. */
    static long bytes(Shape shape, long codebooks, int bits) {
        return Packed.bytes(shape.elementCount(), bits) + codebooks * (1L << bits) * Float.BYTES;
    }
}
