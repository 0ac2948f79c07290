package dev.octet.place;

import dev.octet.affine.Scheme;
import dev.octet.error.OctetException;
import dev.octet.place.Costs.Pair;
import dev.octet.place.Fusion.Result;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The targets. What an operator needs is in {@link OperatorTable}; here is who makes use of it. */
public final class TargetTable {
    /**
     * What ONNX Runtime's CPU provider replaces by an integer kernel.
     *
     * <p>Source: {@code qdq_selector_action_transformer.cc} and {@code qdq_propagation.cc} of ONNX Runtime, checked by
     * running each on 1.29.
     */
    private static final List<Fusion> ONNX_RUNTIME_CPU = List.of(
            fused("Add", Result.QUANTIZED),
            fused("ArgMax", Result.UNTOUCHED),
            // Scalar code: on 3x3 windows 30 to 70 times as slow as the float kernel.
            fused("AveragePool", Result.QUANTIZED).slower(11),
            fused("Concat", Result.QUANTIZED),
            fused("Conv", Result.QUANTIZED),
            fused("DepthToSpace", Result.QUANTIZED),
            fused("Expand", Result.QUANTIZED),
            fused("Flatten", Result.QUANTIZED),
            fused("Gather", Result.QUANTIZED),
            fused("GatherElements", Result.QUANTIZED),
            fused("Gemm", Result.EITHER),
            fused("GlobalAveragePool", Result.QUANTIZED),
            fused("LeakyRelu", Result.QUANTIZED),
            fused("MatMul", Result.EITHER),
            fused("MaxPool", Result.QUANTIZED).whereANeighbourDoes(),
            fused("Mul", Result.QUANTIZED),
            fused("ReduceMax", Result.QUANTIZED),
            fused("ReduceMin", Result.QUANTIZED),
            fused("Reshape", Result.QUANTIZED).whereANeighbourDoes(),
            fused("Resize", Result.QUANTIZED),
            fused("Sigmoid", Result.QUANTIZED),
            fused("Slice", Result.QUANTIZED).whereANeighbourDoes(),
            fused("Softmax", Result.QUANTIZED).slower(15),
            fused("Split", Result.QUANTIZED),
            fused("Squeeze", Result.QUANTIZED).whereANeighbourDoes(),
            fused("Tile", Result.QUANTIZED),
            fused("Transpose", Result.QUANTIZED).whereANeighbourDoes(),
            fused("Unsqueeze", Result.QUANTIZED).whereANeighbourDoes(),
            fused("Where", Result.QUANTIZED));

    /** Measured with ONNX Runtime 1.29 on two cores of an x86-64 with AVX512-VNNI. */
    private static final Costs WITH_DOT_PRODUCT = costs(0.004);

    /** As above, with two instructions in place of each dot product. */
    private static final Costs WITHOUT_DOT_PRODUCT = costs(0.008);

    private static final List<Target> PROCESSORS = List.of(
            new Target(
                    "x86-64-vnni",
                    "ONNX Runtime on x86-64 with 8-bit dot products (AVX-VNNI, AVX512-VNNI, AMX)",
                    Scheme.UINT8_ASYMMETRIC,
                    Scheme.INT8_WEIGHT,
                    ONNX_RUNTIME_CPU,
                    WITH_DOT_PRODUCT),
            new Target(
                    "x86-64-avx2",
                    "ONNX Runtime on x86-64 without 8-bit dot products",
                    Scheme.UINT8_ASYMMETRIC,
                    Scheme.INT8_WEIGHT.withReducedRange(),
                    ONNX_RUNTIME_CPU,
                    WITHOUT_DOT_PRODUCT),
            new Target(
                    "arm64",
                    "ONNX Runtime on 64-bit Arm",
                    Scheme.INT8_ASYMMETRIC,
                    Scheme.INT8_WEIGHT,
                    ONNX_RUNTIME_CPU,
                    WITH_DOT_PRODUCT),
            new Target(
                    "generic",
                    "ONNX Runtime on a processor that is not known",
                    Scheme.UINT8_ASYMMETRIC,
                    Scheme.INT8_WEIGHT.withReducedRange(),
                    ONNX_RUNTIME_CPU,
                    WITHOUT_DOT_PRODUCT));

    /** All targets: processors that ONNX Runtime runs on, then what else there is. */
    public static final List<Target> TARGETS = Stream.concat(
                    PROCESSORS.stream(), OtherTargets.list(ONNX_RUNTIME_CPU).stream())
            .toList();

    /** Detected once: the list of processors takes milliseconds to read where there are many. */
    private static final class Host {
        static final Target TARGET = named(HostProcessor.detect().targetName());
    }

    private TargetTable() {}

    /**
     * The target of that name.
     *
     * @throws OctetException if there is none
     */
    public static Target named(String name) {
        return TARGETS.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        OctetException.configuration("Expected a target out of %s, got '%s'".formatted(names(), name)));
    }

    /** The target that this process runs on. */
    public static Target host() {
        return Host.TARGET;
    }

    /** Whether a target is the one that this process runs on, so that what is measured here holds for it. */
    public static boolean isHost(Target target) {
        return target.name().equals(host().name());
    }

    private static Costs costs(double integerProduct) {
        return new Costs(
                new Pair(0.013, integerProduct),
                new Pair(0.02, integerProduct),
                new Pair(0.025, 0.05),
                new Pair(0.0105, integerProduct + 0.005),
                new Pair(0.05, 0.0125),
                new Pair(0.3, 0.25),
                new Pair(1.2, 1.3),
                1.5,
                new Pair(0.08, 0.08),
                new Pair(0.08, 0.03),
                new Pair(0.03, 0.08),
                1,
                0.15,
                700);
    }

    private static String names() {
        return TARGETS.stream().map(Target::name).collect(Collectors.joining(", "));
    }

    private static Fusion fused(String operator, Result result) {
        return Fusion.of(operator, result);
    }
}
