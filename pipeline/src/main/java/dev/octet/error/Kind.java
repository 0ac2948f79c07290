package dev.octet.error;

/**
 * What sort of trouble an {@link OctetException} reports; whoever catches one decides by this, never by the message.
 */
public enum Kind {
    /** The model file is not an ONNX model, is damaged, or breaks a rule of the format. */
    INVALID_MODEL,
    /** A calibration or evaluation sample is missing, unreadable, or does not fit the model's inputs. */
    INVALID_DATA,
    /** The options contradict each other, name something that is not there, or are out of range. */
    CONFIGURATION,
    /** ONNX Runtime refused a model or failed while running it. */
    RUNTIME,
    /** A file could not be read or written: permissions, a full disk, a missing folder. */
    FILE,
    /** Strict mode or a gate asked for something that the result does not have. */
    UNMET,
    /** The caller asked to stop. */
    CANCELLED,
    /** A defect of Octet itself. */
    INTERNAL
}
