package dev.octet.runtime;

/** Which ONNX Runtime runs the models. */
public final class RuntimeVersion {
    private RuntimeVersion() {}

    /**
     * The version of the native library, such as {@code 1.29.0}.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if there is none for this machine
     */
    public static String get() {
        return Environment.version();
    }
}
