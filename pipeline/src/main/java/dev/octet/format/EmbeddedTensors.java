package dev.octet.format;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.octet.error.OctetException;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.TensorData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes messages that are kept but not modelled independent of external data: their tensors get it as raw_data. Without
 * this, a model written elsewhere would point at files that are not there.
 *
 * <p>Such messages are sparse initializers, training information, defaults of a function's attributes, and attributes
 * of unusual types.
 */
final class EmbeddedTensors {
    /** These are copied, and nobody keeps weights here. */
    private static final long LARGEST = 1 << 28;

    private final TensorReader tensors;

    EmbeddedTensors(TensorReader tensors) {
        this.tensors = tensors;
    }

    /** The message with every tensor in it embedded; {@code what} names the message in errors. */
    <M extends Message> M embed(M message, String what) {
        Message embedded = message instanceof TensorProto tensor ? tensor(tensor, what) : fields(message, what);
        @SuppressWarnings("unchecked")
        M same = (M) embedded;
        return same;
    }

    private TensorProto tensor(TensorProto message, String what) {
        Optional<TensorData> detached = tensors.detached(message);
        if (detached.isPresent()) {
            return message.toBuilder().setRawData(RawBytes.copy(detached.get())).build();
        }
        if (!TensorReader.isExternal(message)) {
            return message;
        }
        TensorData data = tensors.read(message, "%s, tensor '%s'".formatted(what, message.getName()))
                .data();
        if (data.byteSize() > LARGEST) {
            throw OctetException.invalidModel("%s, tensor '%s': expected at most %d bytes in this place, got %d"
                    .formatted(what, message.getName(), LARGEST, data.byteSize()));
        }
        return message.toBuilder()
                .clearExternalData()
                .clearDataLocation()
                .setRawData(RawBytes.copy(data))
                .build();
    }

    private Message fields(Message message, String what) {
        Message.Builder changed = message.toBuilder();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                changed.setField(field.getKey(), value(field.getValue(), what));
            }
        }
        return changed.build();
    }

    private Object value(Object value, String what) {
        if (value instanceof Message one) {
            return embed(one, what);
        }
        List<Object> embedded = new ArrayList<>();
        for (Object element : (List<?>) value) {
            embedded.add(embed((Message) element, what));
        }
        return embedded;
    }
}
