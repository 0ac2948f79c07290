package dev.octet.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.octet.format.StreamedMessage.Encoded;
import dev.octet.format.StreamedMessage.Fields;
import dev.octet.format.StreamedMessage.Nested;
import dev.octet.format.StreamedMessage.Piece;
import dev.octet.format.StreamedMessage.Raw;
import dev.octet.onnx.TensorProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A message of which some fields are written one by one, and the others around them as protobuf would. */
final class MessageParts {
    private final Message whole;
    private final SortedMap<Integer, List<? extends Piece>> parts = new TreeMap<>();

    MessageParts(Message whole) {
        this.whole = whole;
    }

    /** Writes a field that is a message, or several. */
    MessageParts with(int field, List<StreamedMessage> messages) {
        parts.put(
                field,
                messages.stream().map(message -> new Nested(field, message)).toList());
        return this;
    }

    /** Writes the raw_data of a tensor. */
    MessageParts with(Raw data) {
        parts.put(TensorProto.RAW_DATA_FIELD_NUMBER, List.of(data));
        return this;
    }

    /**
     * All fields in the order of their numbers, unknown ones at the end; as one piece where nothing within is detached,
     * so that protobuf can write it.
     *
     * @param others the message without the fields that are written one by one
     */
    StreamedMessage among(Message.Builder others) {
        return among(others.buildPartial());
    }

    /** The same with the other fields in a message. */
    StreamedMessage among(Message others) {
        StreamedMessage streamed = new StreamedMessage(pieces(others));
        boolean isWhole = streamed.size() <= Integer.MAX_VALUE
                && parts.values().stream().flatMap(List::stream).allMatch(MessageParts::isWhole);
        return isWhole ? new StreamedMessage(List.of(new Fields(whole))) : streamed;
    }

    private static boolean isWhole(Piece piece) {
        return piece instanceof Nested nested
                && nested.content().pieces().stream().allMatch(Fields.class::isInstance);
    }

    private List<Piece> pieces(Message others) {
        UnknownFieldSet unknown = others.getUnknownFields();
        ByteString known = withoutUnknown(others).toByteString();
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (Map.Entry<Integer, List<? extends Piece>> part : parts.entrySet()) {
            int to = end(known, part.getKey());
            pieces.add(new Encoded(known.substring(from, to)));
            pieces.addAll(part.getValue());
            from = to;
        }
        pieces.add(new Encoded(known.substring(from)));
        pieces.add(new Encoded(unknown.toByteString()));
        return pieces;
    }

    private static Message withoutUnknown(Message message) {
        UnknownFieldSet none = UnknownFieldSet.getDefaultInstance();
        return message.getUnknownFields().equals(none)
                ? message
                : message.toBuilder().setUnknownFields(none).buildPartial();
    }

    /** Where the fields with lower numbers end. */
    private static int end(ByteString fields, int number) {
        CodedInputStream input = fields.newCodedInput();
        int end = 0;
        try {
            int tag = input.readTag();
            while (tag != 0 && WireFormat.getTagFieldNumber(tag) < number) {
                input.skipField(tag);
                end = input.getTotalBytesRead();
                tag = input.readTag();
            }
        } catch (IOException failure) {
            throw new IllegalStateException("Reading what was just encoded cannot fail", failure);
        }
        return end;
    }
}
