package dev.octet.prepare.opset;

import dev.octet.graph.Node;

/**
 * Takes out the attribute that tells inference from training, where it says inference; the next version has no other.
 *
 * <p>Source: BatchNormalization 6 and 7, Dropout 6 and 7.
 */
final class InferenceOnly implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        return node.intAttribute("is_test", 0) == 0
                ? Adaptation.refused("it is told to train (attribute 'is_test' is 0)")
                : Adaptation.to(node.withoutAttribute("is_test"));
    }
}
