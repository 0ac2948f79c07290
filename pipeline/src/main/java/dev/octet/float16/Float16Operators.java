package dev.octet.float16;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import java.util.Map;
import java.util.Set;

/**
 * Which operators have a form for float16.
 *
 * <p>Source: type constraints of the ONNX operator schemas up to opset 24, and of the contrib operators of ONNX Runtime
 * 1.29.
 */
final class Float16Operators {
    /** Operators of ONNX with a floating-point input or output that is never float16. */
    private static final Set<String> FLOAT32_ONLY = Set.of(
            "NonMaxSuppression",
            "Range",
            "DynamicQuantizeLinear",
            "QLinearConv",
            "QLinearMatMul",
            "Celu",
            "TfIdfVectorizer");

    /** What makes floats from nothing but attributes; a Constant that is left stores a sparse tensor. */
    private static final Set<String> GENERATORS = Set.of(
            "Constant",
            "RandomNormal",
            "RandomUniform",
            "RandomNormalLike",
            "RandomUniformLike",
            "Bernoulli",
            "Multinomial",
            "EyeLike",
            "HannWindow",
            "HammingWindow",
            "BlackmanWindow",
            "MelWeightMatrix");

    /** Operators that got float16 later than their other types: the first operator set with it. */
    private static final Map<String, Integer> SINCE =
            Map.of("QuantizeLinear", 19, "DequantizeLinear", 19, "IsInf", 20, "CumSum", 14);

    /** Contrib operators whose floats are all of one type, which may be float16. */
    private static final Set<String> MICROSOFT = Set.of(
            "MatMulNBits",
            "GatherBlockQuantized",
            "Attention",
            "MultiHeadAttention",
            "GroupQueryAttention",
            "RotaryEmbedding",
            "SkipLayerNormalization",
            "SkipSimplifiedLayerNormalization",
            "EmbedLayerNormalization",
            "BiasGelu",
            "FastGelu",
            "Gelu",
            "QuickGelu",
            "BiasSplitGelu",
            "GroupNorm",
            "FusedMatMul");

    /** Operators that take any type and give none of it on. */
    private static final Set<String> INDIFFERENT = Set.of("Shape", "Size");

    /** Slots of outputs that are binary32 whatever the others are: statistics of normalizations, scores. */
    private static final Map<String, Set<Integer>> FLOAT32_OUTPUTS = Map.of(
            "MultiHeadAttention", Set.of(3),
            "GroupQueryAttention", Set.of(3),
            "LayerNormalization", Set.of(1, 2),
            "SkipLayerNormalization", Set.of(1, 2),
            "SkipSimplifiedLayerNormalization", Set.of(1, 2));

    private Float16Operators() {}

    /** Whether a node can compute in float16, in a model of that version of ONNX's operators. */
    static boolean exists(Node node, long opset) {
        Operator operator = node.operator();
        if (operator.domain().equals(Operator.MICROSOFT)) {
            return MICROSOFT.contains(operator.type());
        }
        return operator.domain().equals(Operator.ONNX)
                && !FLOAT32_ONLY.contains(operator.type())
                && !GENERATORS.contains(operator.type())
                && opset >= SINCE.getOrDefault(operator.type(), 1);
    }

    /** Whether a node reads floats of either type without a difference. */
    static boolean isIndifferent(Node node) {
        return node.operator().domain().equals(Operator.ONNX)
                && INDIFFERENT.contains(node.operator().type());
    }

    /** Whether an output stays binary32 in a node that computes in float16. */
    static boolean isFloat32Output(Node node, int slot) {
        return FLOAT32_OUTPUTS.getOrDefault(node.operator().type(), Set.of()).contains(slot);
    }

    /** Whether an input is the scales of quantized weights, one for many values, which no sound model overflows. */
    static boolean isScale(Node node, int slot) {
        return slot > 0
                && Set.of("DequantizeLinear", "MatMulNBits", "GatherBlockQuantized")
                        .contains(node.operator().type());
    }
}
