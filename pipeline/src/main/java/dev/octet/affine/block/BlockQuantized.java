package dev.octet.affine.block;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Recomputed;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * A matrix of floats as codes, scales and zero points, all computed when they are looked at.
 *
 * <p>Scales and zero points are kept as long as the heap has room, since each part is computed from them; the float
 * values are read again for each.
 */
public final class BlockQuantized {
    private final Lines lines;
    private final BlockScheme scheme;
    private final Recomputed<BlockParameters> parameters;

    /** A matrix that is to be quantized so. Its values have to be finite; others saturate or become code of zero. */
    public BlockQuantized(Lines lines, BlockScheme scheme, BlockMethod method) {
        this(lines, scheme, () -> BlockParameters.of(lines, scheme, method));
    }

    /** A matrix with parameters that are known. */
    BlockQuantized(Lines lines, BlockScheme scheme, BlockParameters parameters) {
        this(lines, scheme, () -> parameters);
    }

    private BlockQuantized(Lines lines, BlockScheme scheme, Supplier<BlockParameters> source) {
        this.lines = lines;
        this.scheme = scheme;
        this.parameters = new Recomputed<>(source);
    }

    /** Blocks of each line. */
    public int blocks() {
        return scheme.blocks(lines.length());
    }

    /**
     * The codes: of the scheme's type for {@link CodeLayout#LINES} and {@link CodeLayout#COLUMNS}, packed into uint8
     * for {@link CodeLayout#BLOCKS}.
     */
    public Tensor codes(CodeLayout layout) {
        int rows = layout.rows(lines);
        int rowLength = layout.rowLength(lines, scheme);
        long elements = (long) rows * rowLength;
        int bits = scheme.type().bits();
        boolean wholeBytes = (long) rowLength * bits % 8 == 0;
        TensorData data = TensorData.computed(
                Packed.bytes(elements, bits),
                wholeBytes ? rowLength * bits / 8 : 1,
                (offset, target) -> fillCodes(layout, offset, target));
        if (layout == CodeLayout.BLOCKS) {
            long blockBytes = Packed.bytes(scheme.size(), bits);
            return new Tensor(ElementType.UINT8, Shape.of(rows, blocks(), blockBytes), data);
        }
        return new Tensor(scheme.type().elementType(), Shape.of(rows, rowLength), data);
    }

    /** What the codes mean, binary32 {@code [length, lines]}. */
    public Tensor meant() {
        int rowBytes = Math.multiplyExact(lines.count(), Float.BYTES);
        TensorData data = TensorData.computed((long) lines.length() * rowBytes, rowBytes, (offset, target) -> {
            int first = (int) (offset / rowBytes);
            int rows = target.remaining() / rowBytes;
            BlockParameters found = parameters();
            byte[] codes = new BlockCodes(lines, scheme, found).rows(CodeLayout.COLUMNS, first, rows);
            for (int place = 0; place < codes.length; place++) {
                int line = place % lines.count();
                int block = (first + place / lines.count()) / scheme.size();
                int code = scheme.type().signed() ? codes[place] : Byte.toUnsignedInt(codes[place]);
                target.putFloat(found.scale(line, block) * (code - found.zeroPoint(line, block, scheme)));
            }
        });
        return new Tensor(ElementType.FLOAT, Shape.of(lines.length(), lines.count()), data);
    }

    /** The scales, binary32: {@code [lines, blocks]}, or {@code [blocks, lines]} for {@link CodeLayout#COLUMNS}. */
    public Tensor scales(CodeLayout layout) {
        return new Tensor(
                ElementType.FLOAT,
                parameterShape(layout),
                TensorData.computed(4L * lines.count() * blocks(), 4, (offset, target) -> {
                    BlockParameters parameters = parameters();
                    for (int index = (int) (offset / 4); target.hasRemaining(); index++) {
                        target.putFloat(parameters.scales()[stored(layout, index)]);
                    }
                }));
    }

    /** The zero points, of the codes' type, in the shape of {@link #scales}. */
    public Tensor zeroPoints(CodeLayout layout) {
        int bits = scheme.type().bits();
        int all = lines.count() * blocks();
        TensorData data = TensorData.computed(Packed.bytes(all, bits), 1, (offset, target) -> {
            BlockParameters parameters = parameters();
            int first = (int) (offset * 8 / bits);
            int count = (int) Math.min(all - (long) first, target.remaining() * 8L / bits);
            byte[] points = new byte[count];
            for (int i = 0; i < count; i++) {
                points[i] = parameters.zeroPoints()[stored(layout, first + i)];
            }
            Packed.put(points, 0, count, bits, target);
        });
        return new Tensor(scheme.type().elementType(), parameterShape(layout), data);
    }

    /**
     * The zero points as uint8 {@code [lines, bytes of a line]}, each line packed by itself.
     *
     * <p>Source: operator {@code com.microsoft.MatMulNBits}-1, input zero_points.
     */
    public Tensor packedZeroPoints() {
        int bits = scheme.type().bits();
        int lineBytes = (int) Packed.bytes(blocks(), bits);
        TensorData data = TensorData.computed((long) lines.count() * lineBytes, lineBytes, (offset, target) -> {
            BlockParameters parameters = parameters();
            for (int line = (int) (offset / lineBytes); target.hasRemaining(); line++) {
                Packed.put(parameters.zeroPoints(), line * blocks(), blocks(), bits, target);
            }
        });
        return new Tensor(ElementType.UINT8, Shape.of(lines.count(), lineBytes), data);
    }

    private Shape parameterShape(CodeLayout layout) {
        return layout == CodeLayout.COLUMNS ? Shape.of(blocks(), lines.count()) : Shape.of(lines.count(), blocks());
    }

    /** Where the parameters of the block are that stands at an index of the layout. */
    private int stored(CodeLayout layout, int index) {
        return layout == CodeLayout.COLUMNS ? index % lines.count() * blocks() + index / lines.count() : index;
    }

    private void fillCodes(CodeLayout layout, long offset, ByteBuffer target) {
        int bits = scheme.type().bits();
        int rowLength = layout.rowLength(lines, scheme);
        long first = offset * 8 / bits;
        long end = Math.min((long) layout.rows(lines) * rowLength, first + target.remaining() * 8L / bits);
        int firstRow = (int) (first / rowLength);
        int rows = (int) ((end + rowLength - 1) / rowLength) - firstRow;
        byte[] codes = new BlockCodes(lines, scheme, parameters()).rows(layout, firstRow, rows);
        Packed.put(codes, (int) (first - (long) firstRow * rowLength), (int) (end - first), bits, target);
    }

    private BlockParameters parameters() {
        return parameters.get();
    }
}
