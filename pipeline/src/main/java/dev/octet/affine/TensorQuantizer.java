package dev.octet.affine;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorDataWriter;

/**
 * Quantizes and dequantizes whole tensors of any size, as QuantizeLinear and DequantizeLinear do.
 *
 * <p>Float16 elements are widened to binary32 first, and so are divided and rounded as float elements are. (The float16
 * kernel of ONNX Runtime's CPU provider truncates instead of rounding; codes that Octet computes do not.)
 */
public final class TensorQuantizer {
    private TensorQuantizer() {}

    /** The codes of a tensor that has no name; see {@link #quantize(String, Tensor, Quantization)}. */
    public static Tensor quantize(Tensor tensor, Quantization quantization) {
        return quantize("", tensor, quantization);
    }

    /**
     * The codes of a tensor, packed, in its shape.
     *
     * @param name what errors call the tensor
     * @param tensor of a floating-point type
     * @throws dev.octet.error.OctetException if an element is NaN or infinite; it names the tensor
     * @throws IllegalArgumentException if the tensor is not floating or has other channels than the quantization
     */
    public static Tensor quantize(String name, Tensor tensor, Quantization quantization) {
        requireFloating(tensor);
        ChannelLayout layout = ChannelLayout.of(tensor, quantization);
        ElementType type = quantization.type().elementType();
        TensorDataWriter writer = new TensorDataWriter(type.byteSize(tensor.elementCount()));
        QuantizeKernel kernel = new QuantizeKernel(ChannelLayout.affines(quantization));
        FloatBlocks.forEach(tensor, (block, count, start) -> {
            if (!FiniteCheck.isFinite(block, count)) {
                throw FiniteCheck.refuse(name, tensor);
            }
            layout.walk(block, count, start, kernel);
            Packing.append(kernel.codes(), count, type.bits(), writer);
        });
        return new Tensor(type, tensor.shape(), writer.finish());
    }

    /** The real values of codes, as float. */
    public static Tensor dequantize(Tensor codes, Quantization quantization) {
        return dequantize(codes, quantization, ElementType.FLOAT);
    }

    /**
     * The real values of codes in the shape of the codes, computed in binary32 and then rounded.
     *
     * @param type float, float16 or bfloat16
     * @throws IllegalArgumentException if the codes are of another type or have other channels than the quantization
     */
    public static Tensor dequantize(Tensor codes, Quantization quantization, ElementType type) {
        if (codes.type() != quantization.type().elementType()) {
            throw new IllegalArgumentException(
                    "Expected codes of type " + quantization.type().onnxName() + ", got " + codes);
        }
        RealBytes real = RealBytes.of(type);
        ChannelLayout layout = ChannelLayout.of(codes, quantization);
        TensorDataWriter writer = new TensorDataWriter(type.byteSize(codes.elementCount()));
        DequantizeKernel kernel = new DequantizeKernel(ChannelLayout.affines(quantization));
        float[] block = new float[FloatBlocks.SIZE];
        int bits = codes.type().bits();
        for (long start = 0; start < codes.elementCount(); start += FloatBlocks.SIZE) {
            int count = (int) Math.min(FloatBlocks.SIZE, codes.elementCount() - start);
            kernel.load(codes.data().slice(start * bits / 8, (int) codes.type().byteSize(count)), count);
            layout.walk(block, count, start, kernel);
            real.append(block, count, writer);
        }
        return new Tensor(type, codes.shape(), writer.finish());
    }

    static void requireFloating(Tensor tensor) {
        if (!tensor.type().isFloating()) {
            throw new IllegalArgumentException("Expected a floating-point tensor, got " + tensor);
        }
    }
}
