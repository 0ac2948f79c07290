package dev.octet.graph;

/**
 * An operator's name within a domain.
 *
 * @param domain the operator set it belongs to; empty for ONNX's own (where a file writes {@code ai.onnx}, it is made
 *     empty)
 * @param type the name, such as {@code Conv}
 */
public record Operator(String domain, String type) {
    /** The domain of ONNX's own operators. */
    public static final String ONNX = "";

    /** The domain of ONNX Runtime's additional operators. */
    public static final String MICROSOFT = "com.microsoft";

    /** Whether this is the operator of that name in ONNX's own domain. */
    public boolean is(String onnxType) {
        return domain.equals(ONNX) && type.equals(onnxType);
    }

    /** The bare name for ONNX's own operators, else {@code domain.Name}. */
    @Override
    public String toString() {
        return domain.equals(ONNX) ? type : domain + "." + type;
    }
}
