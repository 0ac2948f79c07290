package dev.octet.format;

import com.google.protobuf.Message;
import dev.octet.graph.Origin;

/** The message that an element was read from, without the parts that are elements themselves. */
record MessageOrigin(Message message) implements Origin {
    /**
     * The message behind an element, or an empty one of the wanted type if the element comes from no file or from a
     * message of another type.
     */
    static <M extends Message> M of(Origin origin, M empty) {
        if (origin instanceof MessageOrigin found && empty.getClass().isInstance(found.message())) {
            @SuppressWarnings("unchecked")
            M message = (M) found.message();
            return message;
        }
        return empty;
    }

    /** The kind of message only; its content may be huge. */
    @Override
    public String toString() {
        return "Origin[" + message.getDescriptorForType().getName() + "]";
    }
}
