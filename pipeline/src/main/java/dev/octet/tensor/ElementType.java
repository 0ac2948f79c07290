package dev.octet.tensor;

import java.util.Locale;
import java.util.Optional;

/**
 * The type of a tensor's elements, with the number that the ONNX format gives it.
 *
 * <p>Source: {@code TensorProto.DataType} of ONNX IR version 13.
 */
public enum ElementType {
    /** IEEE 754 binary32. */
    FLOAT(1, 32, Family.FLOATING),
    /** Unsigned, 8 bits. */
    UINT8(2, 8, Family.INTEGER),
    /** Signed, 8 bits. */
    INT8(3, 8, Family.INTEGER),
    /** Unsigned, 16 bits. */
    UINT16(4, 16, Family.INTEGER),
    /** Signed, 16 bits. */
    INT16(5, 16, Family.INTEGER),
    /** Signed, 32 bits. */
    INT32(6, 32, Family.INTEGER),
    /** Signed, 64 bits. */
    INT64(7, 64, Family.INTEGER),
    /** Byte strings, usually UTF-8, of any length. */
    STRING(8, 0, Family.OTHER),
    /** One byte, 0 or 1. */
    BOOL(9, 8, Family.OTHER),
    /** IEEE 754 binary16. */
    FLOAT16(10, 16, Family.FLOATING),
    /** IEEE 754 binary64. */
    DOUBLE(11, 64, Family.FLOATING),
    /** Unsigned, 32 bits. */
    UINT32(12, 32, Family.INTEGER),
    /** Unsigned, 64 bits. */
    UINT64(13, 64, Family.INTEGER),
    /** Two binary32. */
    COMPLEX64(14, 64, Family.OTHER),
    /** Two binary64. */
    COMPLEX128(15, 128, Family.OTHER),
    /** The upper half of a binary32. */
    BFLOAT16(16, 16, Family.FLOATING),
    /** 4 exponent and 3 mantissa bits, no infinity. */
    FLOAT8E4M3FN(17, 8, Family.OTHER),
    /** As FLOAT8E4M3FN without negative zero. */
    FLOAT8E4M3FNUZ(18, 8, Family.OTHER),
    /** 5 exponent and 2 mantissa bits. */
    FLOAT8E5M2(19, 8, Family.OTHER),
    /** As FLOAT8E5M2 without infinity and negative zero. */
    FLOAT8E5M2FNUZ(20, 8, Family.OTHER),
    /** Unsigned, two elements a byte, the first in the low bits. */
    UINT4(21, 4, Family.INTEGER),
    /** Signed, two elements a byte, the first in the low bits. */
    INT4(22, 4, Family.INTEGER),
    /** 2 exponent and 1 mantissa bits, two elements a byte. */
    FLOAT4E2M1(23, 4, Family.OTHER),
    /** A power of two, the scale of microscaling formats. */
    FLOAT8E8M0(24, 8, Family.OTHER),
    /** Unsigned, four elements a byte. */
    UINT2(25, 2, Family.INTEGER),
    /** Signed, four elements a byte. */
    INT2(26, 2, Family.INTEGER);

    private enum Family {
        FLOATING,
        INTEGER,
        OTHER
    }

    private final int code;
    private final int bits;
    private final Family family;

    ElementType(int code, int bits, Family family) {
        this.code = code;
        this.bits = bits;
        this.family = family;
    }

    /** The type with this number in the ONNX format, or empty where the format has given it to no type we know. */
    public static Optional<ElementType> ofCode(int code) {
        for (ElementType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The number of this type in the ONNX format. */
    public int code() {
        return code;
    }

    /** Bits of one element in packed storage; 0 for strings. */
    public int bits() {
        return bits;
    }

    /** Whether elements are binary16, bfloat16, binary32 or binary64. */
    public boolean isFloating() {
        return family == Family.FLOATING;
    }

    /** Whether elements are whole numbers. */
    public boolean isInteger() {
        return family == Family.INTEGER;
    }

    /** Bytes that {@code count} elements fill in packed storage; the last byte may be filled in part. */
    public long byteSize(long count) {
        return Math.addExact(Math.multiplyExact(count, (long) bits), 7L) / 8;
    }

    /** The name in ONNX's textual notation, such as {@code float} or {@code int8}. */
    public String onnxName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
