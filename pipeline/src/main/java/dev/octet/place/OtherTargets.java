package dev.octet.place;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import dev.octet.place.Costs.Pair;
import dev.octet.place.Fusion.Result;
import dev.octet.place.OperatorRule.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Targets that are not ONNX Runtime on a processor: accelerators with their own compilers, and the two backends whose
 * settings PyTorch users know. Octet cannot time them, so all is quantized that can be.
 */
final class OtherTargets {
    private static final Set<Role> PRODUCTS = EnumSet.of(Role.CONVOLUTION, Role.MATRIX_PRODUCT);

    /** PyTorch's weight observers spread all 256 codes: the scale is the largest magnitude over 127.5. */
    private static final Scheme TORCH_WEIGHT = new Scheme(QuantizedType.INT8, Symmetry.SYMMETRIC, false);

    /**
     * The inputs of convolutions and matrix products and what goes around one, nothing else; results stay as they are
     * unless the next one reads them, and TensorRT moves quantizers over pooling and data movement by itself.
     *
     * <p>Source: NVIDIA TensorRT documentation, Explicit Quantization, recommendations for the placement of Q/DQ layers
     * (docs.nvidia.com/deeplearning/tensorrt/latest/inference-library/quantized-types-explicit-quantization.html), and
     * for the residual connection Add Custom QDQ Insertion Case of its TensorFlow toolkit.
     */
    private static final List<Fusion> TENSOR_RT = List.of(
            Fusion.of("Add", Result.EITHER).behindAProduct(),
            Fusion.of("Conv", Result.EITHER),
            Fusion.of("ConvTranspose", Result.EITHER),
            Fusion.of("Gemm", Result.EITHER),
            Fusion.of("MatMul", Result.EITHER));

    /** Everything that has an integer form: the accelerator takes no floats. */
    private static final List<Fusion> ALL = OperatorTable.RULES.stream()
            .filter(rule -> rule.role() != Role.LIMIT)
            .map(rule -> Fusion.of(
                    rule.operator(), rule.output(0) instanceof Spec.Untouched ? Result.UNTOUCHED : Result.QUANTIZED))
            .toList();

    /** No measurement: integers count a quarter of floats, and conversions and movement next to nothing. */
    private static final Costs UNMEASURED = unmeasured(new Pair(1, 0.25), new Pair(0.02, 0.01));

    private OtherTargets() {}

    /** The targets, given what ONNX Runtime fuses. */
    static List<Target> list(List<Fusion> onnxRuntime) {
        return List.of(
                new Target(
                        "tensorrt",
                        "NVIDIA TensorRT with explicit quantization",
                        Scheme.INT8_SYMMETRIC,
                        Scheme.INT8_WEIGHT,
                        Conventions.elsewhere(PRODUCTS).withFloatBias(),
                        TENSOR_RT,
                        UNMEASURED),
                qnn("qnn", "Qualcomm's NPU through ONNX Runtime's QNN provider", Scheme.UINT8_ASYMMETRIC),
                qnn("qnn-16", "the same with activations of 16 bits", Scheme.UINT16_ASYMMETRIC),
                // torch.ao.quantization.get_default_qconfig: reduce_range, and a scale for each output channel.
                new Target(
                        "fbgemm",
                        "PyTorch's settings for x86-64 servers",
                        Scheme.UINT8_ASYMMETRIC.withReducedRange(),
                        TORCH_WEIGHT,
                        Conventions.elsewhere(PRODUCTS),
                        onnxRuntime,
                        UNMEASURED),
                // The same function: all of uint8, and one scale a weight.
                new Target(
                        "qnnpack",
                        "PyTorch's settings for Arm phones",
                        Scheme.UINT8_ASYMMETRIC,
                        TORCH_WEIGHT,
                        Conventions.elsewhere(Set.of()),
                        onnxRuntime,
                        UNMEASURED));
    }

    /**
     * Source: get_qnn_qdq_config of onnxruntime.quantization for the types, and for parameters per channel, which only
     * convolutions may have.
     */
    private static Target qnn(String name, String description, Scheme activation) {
        return new Target(
                name,
                description,
                activation,
                Scheme.INT8_WEIGHT,
                Conventions.elsewhere(EnumSet.of(Role.CONVOLUTION)),
                ALL,
                UNMEASURED);
    }

    private static Costs unmeasured(Pair any, Pair moved) {
        return new Costs(any, any, any, any, any, any, any, 0, any, moved, any, 0, 0.05, 0);
    }
}
