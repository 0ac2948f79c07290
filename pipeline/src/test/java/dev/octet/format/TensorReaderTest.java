package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorReaderTest {
    private final TensorReader reader = new TensorReader(ExternalData.none());

    /** Expected bytes by hand from the format's description: little-endian, first packed element in the low bits. */
    @ParameterizedTest
    @CsvSource({
        "UINT8, 255 1, ff01",
        "INT8, -128 127, 807f",
        "UINT16, 65535 2, ffff0200",
        "INT16, -2 3, feff0300",
        "INT32, -2 3, feffffff03000000",
        "BOOL, 1 0, 0100",
        "FLOAT16, 15360 49152, 003c00c0",
        "BFLOAT16, 16256 49152, 803f00c0",
        "FLOAT8E4M3FN, 56 200, 38c8",
        "FLOAT8E4M3FNUZ, 56 200, 38c8",
        "FLOAT8E5M2, 56 200, 38c8",
        "FLOAT8E5M2FNUZ, 56 200, 38c8",
        "FLOAT8E8M0, 127 1, 7f01",
    })
    void readsSmallTypesFromInt32Data(ElementType type, String entries, String bytes) {
        assertThat(hex(read(int32(type, 2, entries)))).isEqualTo(bytes);
    }

    /** Three elements in two or one bytes, one entry a byte. */
    @ParameterizedTest
    @CsvSource({
        "UINT4, 33 3, 2103",
        "INT4, 143 14, 8f0e",
        "FLOAT4E2M1, 33 3, 2103",
        "UINT2, 57, 39",
        "INT2, 57, 39",
    })
    void readsPackedTypesFromInt32DataByBytes(ElementType type, String entries, String bytes) {
        assertThat(hex(read(int32(type, 3, entries)))).isEqualTo(bytes);
    }

    @Test
    void readsTheOtherTypedFields() {
        assertThat(hex(read(tensor(ElementType.FLOAT, 2).addFloatData(1).addFloatData(-2))))
                .isEqualTo("0000803f000000c0");
        assertThat(hex(read(tensor(ElementType.COMPLEX64, 1).addFloatData(1).addFloatData(-2))))
                .isEqualTo("0000803f000000c0");
        assertThat(hex(read(tensor(ElementType.DOUBLE, 1).addDoubleData(1)))).isEqualTo("000000000000f03f");
        assertThat(hex(read(tensor(ElementType.COMPLEX128, 1).addDoubleData(1).addDoubleData(0))))
                .isEqualTo("000000000000f03f0000000000000000");
        assertThat(hex(read(tensor(ElementType.INT64, 1).addInt64Data(-2)))).isEqualTo("feffffffffffffff");
        assertThat(hex(read(tensor(ElementType.UINT64, 1).addUint64Data(-2)))).isEqualTo("feffffffffffffff");
        assertThat(hex(read(tensor(ElementType.UINT32, 2)
                        .addUint64Data(0xffff_fffeL)
                        .addUint64Data(1))))
                .isEqualTo("feffffff01000000");
    }

    @Test
    void keepsTheBitsOfNaN() {
        float nan = Float.intBitsToFloat(0x7fc0_1234);

        assertThat(hex(read(tensor(ElementType.FLOAT, 1).addFloatData(nan)))).isEqualTo("3412c07f");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void readsEveryTypeFromRawDataAndRefusesAWrongSize(ElementType type) {
        byte[] bytes = new byte[(int) type.byteSize(5)];
        new Random(5).nextBytes(bytes);
        TensorProto.Builder message = tensor(type, 5).setRawData(ByteString.copyFrom(bytes));

        assertThat(hex(read(message))).isEqualTo(HexFormat.of().formatHex(bytes));
        assertRefused(
                message.setRawData(message.getRawData().concat(ByteString.copyFrom(new byte[1]))),
                "'W': expected %d bytes of raw_data for %s[5], got %d"
                        .formatted(bytes.length, type.onnxName(), bytes.length + 1));
        assertRefused(message.clearRawData(), "'W': expected");
    }

    @Test
    void prefersRawDataAsOnnxRuntimeDoes() {
        TensorProto.Builder message =
                tensor(ElementType.UINT8, 1).addInt32Data(1).setRawData(ByteString.copyFrom(new byte[] {2}));

        assertThat(hex(read(message))).isEqualTo("02");
    }

    @Test
    void readsScalarsAndEmptyTensors() {
        assertThat(read(TensorProto.newBuilder().setDataType(1).addFloatData(3)))
                .hasToString("float[]");
        assertThat(read(tensor(ElementType.FLOAT, 0))).hasToString("float[0]");
        assertRefused(
                TensorProto.newBuilder().setDataType(1), "'W': expected 1 entries of float_data for float[], got 0");
    }

    @Test
    void readsStringsOfAnyBytes() {
        ByteString odd = ByteString.copyFrom(new byte[] {(byte) 0xff, 0});

        Tensor read = read(tensor(ElementType.STRING, 2).addStringData(odd).addStringData(ByteString.EMPTY));

        assertThat(read.strings()).containsExactly(ByteBuffer.wrap(odd.toByteArray()), ByteBuffer.allocate(0));
    }

    @Test
    void refusesStringsInOtherFormsOrNumber() {
        assertRefused(tensor(ElementType.STRING, 2).addStringData(ByteString.EMPTY), "'W': expected 2 strings");
        assertRefused(tensor(ElementType.STRING, 0).setRawData(ByteString.EMPTY), "got raw or external data");
        assertRefused(
                tensor(ElementType.STRING, 0).setDataLocation(TensorProto.DataLocation.EXTERNAL),
                "got raw or external data");
    }

    @Test
    void refusesTypesWithoutASize() {
        assertRefused(TensorProto.newBuilder().setDataType(0), "'W': expected an element type");
        assertRefused(TensorProto.newBuilder().setDataType(27), "got number 27");
        assertRefused(TensorProto.newBuilder().setDataType(-100), "got number -100");
    }

    @Test
    void refusesSegments() {
        assertRefused(
                tensor(ElementType.UINT8, 1)
                        .setSegment(TensorProto.Segment.newBuilder().setBegin(0)),
                "segments");
    }

    @Test
    void refusesShapesThatCannotBeWithoutAllocating() {
        for (List<Long> shape :
                List.of(List.of(-1L), List.of(Long.MAX_VALUE, 2L), List.of(Long.MAX_VALUE / 2), List.of(1L << 40))) {
            assertRefused(
                    TensorProto.newBuilder().setDataType(11).addAllDims(shape).addDoubleData(1), "'W'");
        }
    }

    private Tensor read(TensorProto.Builder message) {
        return reader.read(message.build(), "'W'");
    }

    private void assertRefused(TensorProto.Builder message, String text) {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> read(message))
                .withMessageContaining(text)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL));
    }

    private static TensorProto.Builder tensor(ElementType type, long elements) {
        return TensorProto.newBuilder().setDataType(type.code()).addDims(elements);
    }

    private static TensorProto.Builder int32(ElementType type, long elements, String entries) {
        TensorProto.Builder message = tensor(type, elements);
        for (String entry : entries.split(" ", -1)) {
            message.addInt32Data(Integer.parseInt(entry));
        }
        return message;
    }

    private static String hex(Tensor tensor) {
        ByteBuffer data = tensor.data().buffer();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
