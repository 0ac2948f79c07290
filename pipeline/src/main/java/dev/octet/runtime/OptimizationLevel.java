package dev.octet.runtime;

/** How far ONNX Runtime may change a graph before it runs it; each level includes those before it. */
public enum OptimizationLevel {
    /**
     * Runs the graph as it is; for comparing values in between, and for seeing a model's error without its kernels'.
     */
    NONE,
    /** Folds constants and removes what does nothing. */
    BASIC,
    /** Fuses nodes, among them QuantizeLinear and DequantizeLinear with what is between them into integer kernels. */
    EXTENDED,
    /** Changes memory layouts too; ONNX Runtime's own default. */
    ALL
}
