package dev.octet.inspect;

/** How a model is quantized, as far as its operators tell. */
public enum QuantizationForm {
    /** It is not. */
    FLOAT,
    /** QuantizeLinear and DequantizeLinear around float operators. */
    QDQ,
    /** DequantizeLinear on weights, operators that take packed weights, or codebooks; activations stay float. */
    WEIGHT_ONLY,
    /** Operators that compute with integers whose parameters are constants, such as QLinearConv. */
    INTEGER_OPERATORS,
    /** Activations are quantized with parameters that are computed at run time. */
    DYNAMIC
}
