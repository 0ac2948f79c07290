package dev.octet.weightonly;

import dev.octet.affine.block.Lines;
import dev.octet.graph.Node;

/**
 * A product whose weight is to be quantized.
 *
 * @param node the node as it is written again: with its weight in slot 1 as {@code [K, N]}
 * @param lines the N lines of K elements
 */
record Product(Node node, Lines lines) {}
