package dev.octet.weightonly;

/** In which operators quantized weights are written. */
public enum WeightForm {
    /**
     * ONNX's own operators: a DequantizeLinear in front of the operator that was there. Any runtime with the operator
     * set runs it; ONNX Runtime fuses it with a following MatMul or Gemm.
     */
    STANDARD,

    /** ONNX Runtime's {@code com.microsoft.MatMulNBits} and {@code com.microsoft.GatherBlockQuantized}. */
    MICROSOFT
}
