package dev.octet.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.TensorData;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses a model's file and leaves the raw data of weights where it is: mapped, not read. Protobuf's own parser copies
 * the content of every field to the heap.
 *
 * <p>Walks only through the messages that may hold weights, and hands all other fields to protobuf's parser.
 */
final class LeanParser {
    /** The depth that protobuf's parser allows. */
    private static final int DEEPEST = 100;

    /** Less than this is not worth a slice. */
    private static final int DETACHED_FROM = 1024;

    private final CodedInputStream input;
    private final ByteBuffer file;
    private final DetachedData detached;

    private LeanParser(CodedInputStream input, ByteBuffer file, DetachedData detached) {
        this.input = input;
        this.file = file;
        this.detached = detached;
    }

    /**
     * The model in a file of less than 2 GiB; the raw data of weights goes to {@code detached}.
     *
     * @throws InvalidProtocolBufferException if it is no protobuf message
     */
    static ModelProto parse(Path file, DetachedData detached) throws IOException {
        // FileInputStream, because its skip moves in the file without reading.
        try (FileInputStream stream = new FileInputStream(file.toFile());
                FileChannel channel = stream.getChannel()) {
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            CodedInputStream input = CodedInputStream.newInstance(stream);
            LeanParser parser = new LeanParser(input, mapped, detached);
            return (ModelProto) parser.message(ModelProto.newBuilder(), 0);
        }
    }

    private record Part(FieldDescriptor field, Message message) {}

    private Message message(Message.Builder message, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new InvalidProtocolBufferException("Protocol message had too many levels of nesting.");
        }
        UnknownFieldSet.Builder others = UnknownFieldSet.newBuilder();
        List<Part> parts = new ArrayList<>();
        TensorData raw = null;
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            FieldDescriptor field = field(message, tag);
            if (field != null && WeightFields.leadsToTensors(field)) {
                parts.add(new Part(field, part(message.newBuilderForField(field), depth)));
            } else if (WeightFields.RAW_DATA.equals(field)) {
                raw = raw(others);
            } else if (!others.mergeFieldFrom(tag, input)) {
                break;
            }
        }
        input.checkLastTagWas(0);
        message.mergeFrom(others.build().toByteString());
        parts.forEach(part -> add(message, part));
        return detach(message.build(), raw);
    }

    /** The field that a tag starts if it is one with a length, as messages and bytes are. */
    private static @Nullable FieldDescriptor field(Message.Builder message, int tag) {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
                ? message.getDescriptorForType().findFieldByNumber(WireFormat.getTagFieldNumber(tag))
                : null;
    }

    private Message part(Message.Builder part, int depth) throws IOException {
        int outer = input.pushLimit(input.readRawVarint32());
        Message parsed = message(part, depth + 1);
        input.popLimit(outer);
        return parsed;
    }

    /** Skips large data and answers where it lies; small data becomes part of the message. */
    private @Nullable TensorData raw(UnknownFieldSet.Builder others) throws IOException {
        int length = input.readRawVarint32();
        if (length < 0 || length > file.limit() - input.getTotalBytesRead()) {
            throw new InvalidProtocolBufferException("A field ended unexpectedly.");
        }
        if (length < DETACHED_FROM) {
            UnknownFieldSet.Field.Builder small = UnknownFieldSet.Field.newBuilder();
            small.addLengthDelimited(ByteString.copyFrom(input.readRawBytes(length)));
            others.mergeField(WeightFields.RAW_DATA.getNumber(), small.build());
            return null;
        }
        ByteBuffer data = file.slice(input.getTotalBytesRead(), length);
        input.skipRawBytes(length);
        return TensorData.ofBuffer(data);
    }

    private static void add(Message.Builder message, Part part) {
        if (part.field().isRepeated()) {
            message.addRepeatedField(part.field(), part.message());
        } else if (message.hasField(part.field())) {
            // A field that stands twice is joined, as the wire format demands.
            Message first = (Message) message.getField(part.field());
            message.setField(
                    part.field(), first.toBuilder().mergeFrom(part.message()).build());
        } else {
            message.setField(part.field(), part.message());
        }
    }

    private Message detach(Message message, @Nullable TensorData raw) {
        if (raw != null) {
            detached.put((TensorProto) message, raw);
        }
        return message;
    }
}
