package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.util.regex.Pattern;

/** ONNX Runtime's failures as ours. */
final class OrtErrors {
    private static final Pattern PREFIX = Pattern.compile("^Error code - (ORT_\\w+) - message: ");

    private OrtErrors() {}

    /** A failure while attempting something, such as {@code load the model}. */
    static OctetException failure(String attempt, OrtException cause) {
        String message = String.valueOf(cause.getMessage());
        String text = PREFIX.matcher(message).replaceFirst("").strip();
        return new OctetException(
                Kind.RUNTIME,
                "ONNX Runtime %s could not %s: %s%s"
                        .formatted(Environment.version(), attempt, text, advice(cause.getCode())),
                cause);
    }

    private static String advice(OrtException.OrtErrorCode code) {
        return code == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED
                ? ". Its processor kernels do not cover this operator with these element types."
                : "";
    }
}
