package dev.octet.error;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure that Octet foresaw. Its message says what was expected, what was found, where, and what to do.
 *
 * <p>The {@link #kind()} is stable and meant for programs; the message is meant for people and may change. It is one
 * line without invisible signs, whatever names from files it quotes.
 */
public final class OctetException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Creates a failure of the given kind. */
    public OctetException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Creates a failure of the given kind that another failure led to. */
    public OctetException(Kind kind, String message, @Nullable Throwable cause) {
        super(OneLine.of(message), cause);
        this.kind = Objects.requireNonNull(kind);
    }

    /** What sort of trouble this is. */
    public Kind kind() {
        return kind;
    }

    /** A model that is damaged or breaks a rule of the format. */
    public static OctetException invalidModel(String message) {
        return new OctetException(Kind.INVALID_MODEL, message);
    }

    /** A sample that is missing, unreadable or does not fit. */
    public static OctetException invalidData(String message) {
        return new OctetException(Kind.INVALID_DATA, message);
    }

    /** An option that cannot be honoured. */
    public static OctetException configuration(String message) {
        return new OctetException(Kind.CONFIGURATION, message);
    }
}
