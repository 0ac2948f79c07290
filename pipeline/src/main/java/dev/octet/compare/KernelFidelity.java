package dev.octet.compare;

import java.util.List;

/**
 * The error of the quantized model itself, told apart from the error that kernels add: the same samples with ONNX
 * Runtime's optimizations on and off. Without them QuantizeLinear and DequantizeLinear run as they are written and
 * everything between them in float32.
 *
 * @param samples how many samples were run so
 * @param asRun float against quantized, both optimized
 * @param asWritten float against quantized, neither optimized: what quantization itself costs
 * @param kernels quantized as written against quantized as run: what the integer kernels add
 */
public record KernelFidelity(
        long samples, List<OutputFidelity> asRun, List<OutputFidelity> asWritten, List<OutputFidelity> kernels) {
    /** Copies the lists. */
    public KernelFidelity {
        asRun = List.copyOf(asRun);
        asWritten = List.copyOf(asWritten);
        kernels = List.copyOf(kernels);
    }
}
