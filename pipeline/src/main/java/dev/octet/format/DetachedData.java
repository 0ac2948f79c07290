package dev.octet.format;

import dev.octet.onnx.TensorProto;
import dev.octet.tensor.TensorData;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * The raw_data of tensor messages that do not hold it themselves, so that weights need no memory while messages are
 * built. Messages are told apart by identity.
 */
final class DetachedData {
    private final IdentityHashMap<TensorProto, TensorData> data = new IdentityHashMap<>();

    void put(TensorProto message, TensorData raw) {
        data.put(message, raw);
    }

    Optional<TensorData> of(TensorProto message) {
        return Optional.ofNullable(data.get(message));
    }
}
