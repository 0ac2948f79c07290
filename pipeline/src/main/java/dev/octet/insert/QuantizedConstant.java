package dev.octet.insert;

import dev.octet.affine.Quantization;
import dev.octet.tensor.Tensor;

/**
 * A constant as integers.
 *
 * @param name the initializer that it was made from
 * @param codes the integers, in the initializer's shape
 * @param quantization what they mean
 * @param enlargement factor by which the largest scale grew to make room for the bias of the same node; mostly 1
 */
public record QuantizedConstant(String name, Tensor codes, Quantization quantization, double enlargement) {}
