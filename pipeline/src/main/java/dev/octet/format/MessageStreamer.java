package dev.octet.format;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.octet.format.StreamedMessage.Fields;
import dev.octet.format.StreamedMessage.Nested;
import dev.octet.format.StreamedMessage.Piece;
import dev.octet.format.StreamedMessage.Raw;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes messages apart so that detached data can be written at its place, in the order of field numbers. */
final class MessageStreamer {
    private final DetachedData detached;

    MessageStreamer(DetachedData detached) {
        this.detached = detached;
    }

    StreamedMessage stream(Message message) {
        if (message instanceof NodeProto node && !WeightFields.leadsToTensors(node)) {
            return new StreamedMessage(List.of(new Fields(node)));
        }
        List<Piece> pieces = message instanceof TensorProto tensor ? tensor(tensor) : message(message);
        StreamedMessage streamed = new StreamedMessage(pieces);
        boolean isWhole =
                streamed.size() <= Integer.MAX_VALUE && pieces.stream().allMatch(MessageStreamer::isWhole);
        return isWhole ? new StreamedMessage(List.of(new Fields(message))) : streamed;
    }

    /** Whether nothing within is detached, so that the message can be written by protobuf. */
    private static boolean isWhole(Piece piece) {
        List<Piece> pieces = piece instanceof Nested nested ? nested.content().pieces() : List.of(piece);
        return pieces.stream().allMatch(Fields.class::isInstance);
    }

    private List<Piece> tensor(TensorProto tensor) {
        if (detached.of(tensor).isEmpty()) {
            return List.of(new Fields(tensor));
        }
        Raw raw = new Raw(detached.of(tensor).orElseThrow());
        if (endsBeforeRawData(tensor)) {
            return List.of(new Fields(tensor), raw);
        }
        TensorProto.Builder before = tensor.toBuilder();
        TensorProto.Builder after = tensor.toBuilder();
        for (FieldDescriptor field : tensor.getAllFields().keySet()) {
            (field.getNumber() < TensorProto.RAW_DATA_FIELD_NUMBER ? after : before).clearField(field);
        }
        before.setUnknownFields(UnknownFieldSet.getDefaultInstance());
        return List.of(new Fields(before.build()), raw, new Fields(after.build()));
    }

    /** Whether no field has a number above that of raw_data. Most tensors have none, and to take one apart is slow. */
    private static boolean endsBeforeRawData(TensorProto tensor) {
        return tensor.getDoubleDataCount() == 0
                && tensor.getUint64DataCount() == 0
                && !tensor.hasDocString()
                && tensor.getExternalDataCount() == 0
                && !tensor.hasDataLocation()
                && tensor.getMetadataPropsCount() == 0
                && tensor.getUnknownFields().equals(UnknownFieldSet.getDefaultInstance());
    }

    private List<Piece> message(Message message) {
        List<Piece> pieces = new ArrayList<>();
        Message.Builder plain = message.newBuilderForType();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (WeightFields.leadsToTensors(field.getKey())) {
                pieces.add(new Fields(plain.buildPartial()));
                plain = message.newBuilderForType();
                pieces.addAll(nested(field.getKey(), field.getValue()));
            } else {
                plain.setField(field.getKey(), field.getValue());
            }
        }
        pieces.add(new Fields(plain.setUnknownFields(message.getUnknownFields()).buildPartial()));
        return pieces;
    }

    private List<Piece> nested(FieldDescriptor field, Object value) {
        List<?> messages = value instanceof List<?> many ? many : List.of(value);
        return messages.stream()
                .<Piece>map(message -> new Nested(field.getNumber(), stream((Message) message)))
                .toList();
    }
}
