package dev.octet.inspect;

import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the stored tensors that nodes read as quantized numbers, in initializers or in Constant nodes. */
final class QuantizedWeights {
    private final Map<String, Tensor> constants = new LinkedHashMap<>();

    private QuantizedWeights(Walk walk) {
        for (Walk.Visit visit : walk.visits()) {
            Node node = visit.node();
            if (node.is("Constant") && node.attributes().get("value") instanceof Attribute.TensorValue constant) {
                node.output(0).ifPresent(output -> constants.put(output, constant.value()));
            }
        }
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
            return constant(visit, 0).stream();
        }
        if (!IntegerOperators.computes(operator)) {
            return Stream.empty();
        }
        return IntStream.range(0, visit.node().inputs().size())
                .mapToObj(slot -> constant(visit, slot))
                .flatMap(Optional::stream)
                .filter(QuantizedWeights::isMatrixOfCodes);
    }

    /** Two or more axes of at most 8 bits an element; zero points have fewer axes. */
    private static boolean isMatrixOfCodes(Tensor tensor) {
        return tensor.shape().rank() >= 2
                && tensor.type().isInteger()
                && tensor.type().bits() <= 8;
    }

    private Optional<Tensor> constant(Walk.Visit visit, int slot) {
        return visit.node().input(slot).flatMap(name -> {
            Initializer found = visit.visible().get(name);
            return Optional.ofNullable(found == null ? constants.get(name) : found.tensor());
        });
    }
}
