package dev.octet.prepare.opset;

import dev.octet.graph.Node;

/**
 * Leaves out outputs after the first, which have another meaning or type in the new version; refuses where one is read.
 *
 * <p>Source: Dropout 7, 10 and 12.
 *
 * @param refusal the reason where another output is read
 */
record FirstOutputOnly(String refusal) implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        return surroundings
                .outputsUpTo(1, node)
                .map(outputs -> Adaptation.to(node.withOutputs(outputs)))
                .orElseGet(() -> Adaptation.refused(refusal));
    }
}
