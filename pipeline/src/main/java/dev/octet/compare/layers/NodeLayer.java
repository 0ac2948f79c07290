package dev.octet.compare.layers;

import dev.octet.runtime.FusionReport.Kernel;

/**
 * One node of the quantized model, QuantizeLinear and DequantizeLinear left out.
 *
 * @param node its name
 * @param depth position in this list
 * @param kernel what ONNX Runtime runs it with on this machine
 */
public record NodeLayer(NodeName node, int depth, Kernel kernel) {}
