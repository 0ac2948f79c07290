package dev.octet.progress;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;

/** A request to stop that any thread can make and long work looks at between steps. Once made it stays made. */
public final class Cancellation {
    private volatile boolean requested;

    /** Asks the work to stop at its next step. */
    public void request() {
        requested = true;
    }

    /** Whether somebody asked to stop. */
    public boolean isRequested() {
        return requested;
    }

    /**
     * Returns if the work may go on.
     *
     * @throws OctetException of kind {@link Kind#CANCELLED} if somebody asked to stop
     */
    public void check() {
        if (requested) {
            throw new OctetException(Kind.CANCELLED, "Stopped because it was asked to; nothing was written");
        }
    }
}
