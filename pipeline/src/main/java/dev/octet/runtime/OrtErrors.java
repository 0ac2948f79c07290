package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.util.regex.Pattern;

/** ONNX Runtime's failures as ours. */
final class OrtErrors {
    /** The code, and places in ONNX Runtime's own source, which help nobody here. */
    private static final Pattern NOISE = Pattern.compile(
            "^Error code - ORT_\\w+ - message: |/\\S+\\.(cc|h):\\d+ (\\S.*? onnxruntime::.*?\\) (const )?)?");

    private static final Pattern BREAKS = Pattern.compile("\\s*\\R\\s*");

    private OrtErrors() {}

    /** A failure while attempting something, such as {@code load the model}. */
    static OctetException failure(String attempt, OrtException cause) {
        String message = String.valueOf(cause.getMessage());
        String text =
                BREAKS.matcher(NOISE.matcher(message).replaceAll("").strip()).replaceAll(" ");
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
