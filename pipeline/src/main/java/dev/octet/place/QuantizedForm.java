package dev.octet.place;

/** How a node that runs on integers stands in the file. */
public enum QuantizedForm {
    /** The float operator between DequantizeLinear and QuantizeLinear, which any runtime can run. */
    QDQ,
    /** An operator on integers of ONNX or of ONNX Runtime. */
    QOPERATOR
}
