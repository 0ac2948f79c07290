package dev.octet.runtime;

import dev.octet.tensor.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Native memory for the inputs and outputs of one run at a time, kept for the next run. Grows where a run needs more,
 * never shrinks; freed when nothing refers to it any more. Not thread-safe.
 */
final class DirectBuffers {
    private final Map<String, ByteBuffer> buffers = new HashMap<>();

    /** Whether ONNX Runtime can read a buffer in place: native memory, aligned to its elements. */
    static boolean isUsable(ByteBuffer data, ElementType type) {
        int elementBytes = Math.max(1, type.bits() / 8);
        return data.isDirect() && (!data.hasRemaining() || data.alignmentOffset(0, elementBytes) == 0);
    }

    /** A little-endian buffer of exactly so many bytes; its content is whatever the last user of the key left there. */
    ByteBuffer get(String key, int bytes) {
        ByteBuffer buffer = buffers.get(key);
        if (buffer == null || buffer.capacity() < bytes) {
            // The old one must be free before the new one is made, so that both need not fit.
            buffers.remove(key);
            buffer = ByteBuffer.allocateDirect(bytes);
            buffers.put(key, buffer);
        }
        return buffer.slice(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
