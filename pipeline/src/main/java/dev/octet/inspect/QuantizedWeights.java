package dev.octet.inspect;

import dev.octet.graph.Operator;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the stored tensors that nodes read as quantized numbers or as codes of codebooks. */
final class QuantizedWeights {
    private final StoredConstants constants;
    private final Codebooks codebooks;

    private QuantizedWeights(Walk walk) {
        constants = new StoredConstants(walk);
        codebooks = new Codebooks(walk, constants);
    }

    /** How often such a tensor is read, by its type. */
    static Map<ElementType, Integer> types(Walk walk) {
        QuantizedWeights weights = new QuantizedWeights(walk);
        Map<ElementType, Integer> types = new EnumMap<>(ElementType.class);
        walk.visits().stream().flatMap(weights::readBy).forEach(tensor -> types.merge(tensor.type(), 1, Integer::sum));
        return types;
    }

    private Stream<Tensor> readBy(Walk.Visit visit) {
        Operator operator = visit.node().operator();
        if (IntegerOperators.isDequantize(operator)) {
            return constants.at(visit, 0).stream();
        }
        if (!IntegerOperators.computes(operator)) {
            return codebooks.at(visit).map(Codebooks.Found::codes).stream();
        }
        return IntStream.range(0, visit.node().inputs().size())
                .mapToObj(slot -> constants.at(visit, slot))
                .flatMap(Optional::stream)
                .filter(QuantizedWeights::isMatrixOfCodes);
    }

    /** Two or more axes of at most 8 bits an element; zero points have fewer axes. */
    private static boolean isMatrixOfCodes(Tensor tensor) {
        return tensor.shape().rank() >= 2
                && tensor.type().isInteger()
                && tensor.type().bits() <= 8;
    }
}
