package dev.octet.inspect;

import dev.octet.graph.Operator;
import dev.octet.tensor.ElementType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether and how a model is quantized already.
 *
 * @param quantizeNodes QuantizeLinear nodes
 * @param dequantizeNodes DequantizeLinear nodes
 * @param dynamicQuantizeNodes DynamicQuantizeLinear nodes
 * @param integerOperators nodes that compute with quantized numbers, by operator, in the order of the file
 * @param weightTypes stored tensors that DequantizeLinear or an integer operator reads as quantized numbers, and codes
 *     of codebooks, by type
 * @param weightCodings how these are stored, in the order of the file
 * @param weightShare the quantized weights as a share of all weights, from 0 to 1: of stored floats that are neither
 *     scales nor codebooks, and quantized ones
 */
public record QuantizationSummary(
        int quantizeNodes,
        int dequantizeNodes,
        int dynamicQuantizeNodes,
        Map<Operator, Integer> integerOperators,
        Map<ElementType, Integer> weightTypes,
        List<WeightCoding> weightCodings,
        double weightShare) {
    /** Copies the collections, keeping their order. */
    public QuantizationSummary {
        integerOperators = Collections.unmodifiableMap(new LinkedHashMap<>(integerOperators));
        weightTypes = Collections.unmodifiableMap(new LinkedHashMap<>(weightTypes));
        weightCodings = List.copyOf(weightCodings);
    }

    /** Whether the model is quantized in any form. */
    public boolean isQuantized() {
        return form() != QuantizationForm.FLOAT;
    }

    /** The form that says most: dynamic before integer operators before QDQ before weights only. */
    public QuantizationForm form() {
        if (dynamicQuantizeNodes > 0 || integerOperators.keySet().stream().anyMatch(IntegerOperators::isDynamic)) {
            return QuantizationForm.DYNAMIC;
        }
        if (!integerOperators.keySet().stream().allMatch(IntegerOperators::isWeightOnly)) {
            return QuantizationForm.INTEGER_OPERATORS;
        }
        if (quantizeNodes > 0) {
            return QuantizationForm.QDQ;
        }
        return dequantizeNodes > 0 || !integerOperators.isEmpty() || codebooks() > 0
                ? QuantizationForm.WEIGHT_ONLY
                : QuantizationForm.FLOAT;
    }

    /** Weights that are stored as codes into codebooks. */
    public int codebooks() {
        return weightCodings.stream()
                .filter(WeightCoding::isCodebook)
                .mapToInt(WeightCoding::tensors)
                .sum();
    }

    static QuantizationSummary of(Walk walk, StoredWeights stored) {
        List<WeightCoding> codings = WeightCodings.of(walk);
        return new QuantizationSummary(
                sum(walk.count(IntegerOperators::isQuantize)),
                sum(walk.count(IntegerOperators::isDequantize)),
                sum(walk.count(operator -> operator.is("DynamicQuantizeLinear"))),
                walk.count(IntegerOperators::computes),
                QuantizedWeights.types(walk),
                codings,
                share(codings, stored));
    }

    private static double share(List<WeightCoding> codings, StoredWeights stored) {
        long quantized = codings.stream().mapToLong(WeightCoding::weights).sum();
        long scales = codings.stream().mapToLong(WeightCoding::scales).sum();
        long floats = stored.totals().stream()
                .filter(total -> total.type().isFloating())
                .mapToLong(WeightTotal::elements)
                .sum();
        long all = quantized + Math.max(0, floats - scales);
        return all == 0 ? 0 : (double) quantized / all;
    }

    private static int sum(Map<Operator, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
