package dev.octet.affine;

import dev.octet.tensor.ElementType;
import java.util.Optional;

/** An integer type that codes can have. */
public enum QuantizedType {
    /** 0 to 255. */
    UINT8(ElementType.UINT8),
    /** -128 to 127. */
    INT8(ElementType.INT8),
    /** 0 to 65535; in ONNX from opset 21. */
    UINT16(ElementType.UINT16),
    /** -32768 to 32767; in ONNX from opset 21. */
    INT16(ElementType.INT16),
    /** 0 to 15; in ONNX from opset 21. */
    UINT4(ElementType.UINT4),
    /** -8 to 7; in ONNX from opset 21. */
    INT4(ElementType.INT4),
    /** 0 to 3; in ONNX from opset 25. */
    UINT2(ElementType.UINT2),
    /** -2 to 1; in ONNX from opset 25. */
    INT2(ElementType.INT2),
    /** The type of biases, always with zero point 0; DequantizeLinear takes it, QuantizeLinear does not make it. */
    INT32(ElementType.INT32);

    private final ElementType elementType;
    private final boolean signed;
    private final long min;
    private final long max;

    QuantizedType(ElementType elementType) {
        this.elementType = elementType;
        this.signed = elementType.name().startsWith("INT");
        long span = 1L << elementType.bits();
        this.min = signed ? -span / 2 : 0;
        this.max = min + span - 1;
    }

    /** The type of codes that tensors of this element type hold, or empty where they hold none. */
    public static Optional<QuantizedType> of(ElementType elementType) {
        for (QuantizedType type : values()) {
            if (type.elementType == elementType) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The lowest code. */
    public long min() {
        return min;
    }

    /** The highest code. */
    public long max() {
        return max;
    }

    /** Whether codes below zero exist. */
    public boolean signed() {
        return signed;
    }

    /** Bits of a code: 2, 4, 8, 16 or 32. */
    public int bits() {
        return elementType.bits();
    }

    /** The element type of tensors that hold such codes. */
    public ElementType elementType() {
        return elementType;
    }

    /** The name in ONNX's textual notation, such as {@code uint8}. */
    public String onnxName() {
        return elementType.onnxName();
    }
}
