package dev.octet.affine.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Symmetry;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a second implementation that goes element by element in binary64 and packs bit by bit. */
class BlockQuantizedTest {
    private static final List<QuantizedType> TYPES = List.of(
            QuantizedType.INT8,
            QuantizedType.UINT8,
            QuantizedType.INT4,
            QuantizedType.UINT4,
            QuantizedType.INT2,
            QuantizedType.UINT2);

    /** Types, symmetries, odd sizes, tails of a block, both directions of lines. */
    static Stream<Arguments> cases() {
        return TYPES.stream()
                .flatMap(type -> Stream.of(Symmetry.values())
                        .flatMap(symmetry -> Stream.of(
                                        new int[] {1, 1, 16}, new int[] {5, 7, 4}, new int[] {3, 32, 16}, new int[] {
                                            300, 37, 16
                                        })
                                .flatMap(size -> Stream.of(false, true)
                                        .map(columns -> Arguments.of(
                                                new BlockScheme(type, symmetry, size[2]),
                                                size[0],
                                                size[1],
                                                columns)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyLayoutHoldsTheCodesOfTheReference(BlockScheme scheme, int count, int length, boolean areColumns) {
        float[][] values = values(count, length);
        Reference reference = new Reference(values, scheme);
        BlockQuantized quantized = new BlockQuantized(lines(values, areColumns), scheme, BlockMethod.MIN_MAX);
        int padded = scheme.blocks(length) * scheme.size();

        assertThat(bytes(quantized.codes(CodeLayout.LINES)))
                .isEqualTo(packed(scheme, count, length, (row, place) -> reference.code(row, place)));
        assertThat(bytes(quantized.codes(CodeLayout.COLUMNS)))
                .isEqualTo(packed(scheme, length, count, (row, place) -> reference.code(place, row)));
        assertThat(bytes(quantized.codes(CodeLayout.BLOCKS)))
                .isEqualTo(packed(
                        scheme,
                        count,
                        padded,
                        (row, place) ->
                                place < length ? reference.code(row, place) : reference.zeroPoint(row, length - 1)));
        assertThat(quantized.codes(CodeLayout.BLOCKS).shape())
                .isEqualTo(Shape.of(
                        count,
                        scheme.blocks(length),
                        (scheme.size() * scheme.type().bits() + 7) / 8));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scalesAndZeroPointsAreThoseOfTheReference(BlockScheme scheme, int count, int length, boolean areColumns) {
        float[][] values = values(count, length);
        Reference reference = new Reference(values, scheme);
        BlockQuantized quantized = new BlockQuantized(lines(values, areColumns), scheme, BlockMethod.MIN_MAX);
        int blocks = scheme.blocks(length);
        ByteBuffer byLine = quantized.scales(CodeLayout.LINES).data().buffer();
        ByteBuffer byColumn = quantized.scales(CodeLayout.COLUMNS).data().buffer();

        for (int line = 0; line < count; line++) {
            for (int block = 0; block < blocks; block++) {
                float scale = reference.scale(line, block * scheme.size());
                assertThat(byLine.getFloat(4 * (line * blocks + block))).isEqualTo(scale);
                assertThat(byColumn.getFloat(4 * (block * count + line))).isEqualTo(scale);
            }
        }
        assertThat(bytes(quantized.zeroPoints(CodeLayout.COLUMNS)))
                .isEqualTo(packed(
                        scheme, blocks, count, (block, line) -> reference.zeroPoint(line, block * scheme.size())));
        byte[][] lineBytes = new byte[count][];
        for (int line = 0; line < count; line++) {
            int fixed = line;
            lineBytes[line] =
                    packed(scheme, 1, blocks, (row, block) -> reference.zeroPoint(fixed, block * scheme.size()));
        }
        assertThat(bytes(quantized.packedZeroPoints())).isEqualTo(joined(lineBytes));
    }

    static Stream<BlockScheme> schemes() {
        return TYPES.stream()
                .flatMap(type -> Stream.of(Symmetry.values()).map(symmetry -> new BlockScheme(type, symmetry, 32)));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void clippingAndHalfQuadraticAreNeverWorseThanTheWholeRange(BlockScheme scheme) {
        int width = scheme.size();
        for (float[] line : values(50, width)) {
            double whole = BlockMethod.MIN_MAX.fit(line, 0, width, scheme).squaredError(line, 0, width, scheme);
            for (BlockMethod method : BlockMethod.values()) {
                assertThat(method.fit(line, 0, width, scheme).squaredError(line, 0, width, scheme))
                        .as("%s", method)
                        .isLessThanOrEqualTo(whole);
            }
        }
    }

    private static float[][] values(int count, int length) {
        Random random = new Random(31L * count + length);
        float[][] values = new float[count][length];
        for (int line = 0; line < count; line++) {
            for (int place = 0; place < length; place++) {
                // A line of zeros, one of positive values only, heavy tails elsewhere.
                double gaussian = random.nextGaussian();
                values[line][place] =
                        line == 1 ? 0 : (float) (line == 2 ? Math.abs(gaussian) : gaussian * gaussian * gaussian);
            }
        }
        return values;
    }

    private static Lines lines(float[][] values, boolean areColumns) {
        int count = values.length;
        int length = values[0].length;
        ByteBuffer buffer = ByteBuffer.allocate(4 * count * length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count * length; i++) {
            buffer.putFloat(areColumns ? values[i % count][i / count] : values[i / length][i % length]);
        }
        Shape shape = areColumns ? Shape.of(length, count) : Shape.of(count, length);
        Tensor tensor = new Tensor(ElementType.FLOAT, shape, TensorData.ofBuffer(buffer.flip()));
        return areColumns ? Lines.columns(tensor) : Lines.rows(tensor);
    }

    private interface CodeAt {
        int at(int row, int place);
    }

    private static byte[] packed(BlockScheme scheme, int rows, int rowLength, CodeAt codes) {
        int bits = scheme.type().bits();
        byte[] bytes = new byte[(rows * rowLength * bits + 7) / 8];
        for (int i = 0; i < rows * rowLength; i++) {
            int code = codes.at(i / rowLength, i % rowLength);
            for (int bit = 0; bit < bits; bit++) {
                if ((code >> bit & 1) == 1) {
                    bytes[(i * bits + bit) / 8] |= (byte) (1 << (i * bits + bit) % 8);
                }
            }
        }
        return bytes;
    }

    private static byte[] bytes(Tensor tensor) {
        byte[] bytes = new byte[(int) tensor.data().byteSize()];
        tensor.data().buffer().get(bytes);
        return bytes;
    }

    private static byte[] joined(byte[][] parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(all::put);
        return all.array();
    }

    /** The definition of ONNX: real = scale * (code - zeroPoint), spread over each block's range and zero. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Reference(float[][] values, BlockScheme scheme) {
        float scale(int line, int place) {
            double[] range = range(line, place);
            double width =
                    scheme.symmetry() == Symmetry.SYMMETRIC ? 2 * Math.max(-range[0], range[1]) : range[1] - range[0];
            double steps = scheme.symmetry() == Symmetry.SYMMETRIC
                    ? 2.0 * (scheme.type().max() - middle())
                    : (double) (scheme.type().max() - scheme.type().min());
            return width == 0 ? 1 : (float) (width / steps);
        }

        int zeroPoint(int line, int place) {
            double[] range = range(line, place);
            if (scheme.symmetry() == Symmetry.SYMMETRIC || range[0] == range[1]) {
                return (int) middle();
            }
            double exact = (double) scheme.type().min() + Math.rint((float) -range[0] / scale(line, place));
            return (int) Math.min((double) scheme.type().max(), exact);
        }

        int code(int line, int place) {
            double steps = Math.rint(values[line][place] / scale(line, place));
            double code = steps + zeroPoint(line, place);
            return (int) Math.max(
                    (double) scheme.type().min(),
                    Math.min((double) scheme.type().max(), code));
        }

        private long middle() {
            return (scheme.type().min() + scheme.type().max() + 1) / 2;
        }

        private double[] range(int line, int place) {
            int start = place / scheme.size() * scheme.size();
            double[] range = new double[2];
            for (int i = start; i < Math.min(start + scheme.size(), values[line].length); i++) {
                range[0] = Math.min(range[0], values[line][i]);
                range[1] = Math.max(range[1], values[line][i]);
            }
            return range;
        }
    }
}
