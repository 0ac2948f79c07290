package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import java.util.Optional;

/**
 * Lets a LayerNormalization of ONNX Runtime pass as the one of ONNX where input and scale have one type, as ONNX
 * demands.
 *
 * <p>Source: LayerNormalization 17, and version 1 of the operator that ONNX Runtime registers in ONNX's domain, whose
 * scale, bias and result may have another type than its input.
 */
final class LayerNormalizationOfOneType implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Optional<ElementType> input = node.input(0).flatMap(surroundings::floatingType);
        Optional<ElementType> scale = node.input(1).flatMap(surroundings::floatingType);
        return input.isPresent() && input.equals(scale)
                ? Adaptation.to(node)
                : Adaptation.refused("its input is of type %s and its scale of type %s, which have to be the same"
                        .formatted(name(input), name(scale)));
    }

    private static String name(Optional<ElementType> type) {
        return type.map(ElementType::onnxName).orElse("unknown");
    }
}
