package dev.octet.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.util.List;

/**
 * A message on its way into a file together with data that it does not hold itself: that goes from where it is to the
 * file in small amounts, and is never in memory as a whole. The bytes are those that protobuf writes for a message that
 * holds its data.
 *
 * @param pieces what to write, in order
 * @param size bytes of all pieces
 */
record StreamedMessage(List<Piece> pieces, long size) {
    StreamedMessage(List<Piece> pieces) {
        this(List.copyOf(pieces), pieces.stream().mapToLong(Piece::size).sum());
    }

    /** A part of a message's bytes. */
    sealed interface Piece {
        long size();

        void writeTo(CodedOutputStream output) throws IOException;
    }

    /** All fields of a message. */
    record Fields(Message message) implements Piece {
        @Override
        public long size() {
            return message.getSerializedSize();
        }

        @Override
        public void writeTo(CodedOutputStream output) throws IOException {
            message.writeTo(output);
        }
    }

    /** Some fields, encoded. */
    record Encoded(ByteString bytes) implements Piece {
        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public void writeTo(CodedOutputStream output) throws IOException {
            output.writeRawBytes(bytes);
        }
    }

    /** A field that is a message. */
    record Nested(int field, StreamedMessage content) implements Piece {
        @Override
        public long size() {
            return fieldSize(field, content.size());
        }

        @Override
        public void writeTo(CodedOutputStream output) throws IOException {
            startField(output, field, content.size());
            content.writeTo(output);
        }
    }

    /** The raw_data of a tensor. */
    record Raw(TensorData data) implements Piece {
        @Override
        public long size() {
            return fieldSize(TensorProto.RAW_DATA_FIELD_NUMBER, data.byteSize());
        }

        @Override
        public void writeTo(CodedOutputStream output) throws IOException {
            startField(output, TensorProto.RAW_DATA_FIELD_NUMBER, data.byteSize());
            RawBytes.forEach(data, output::write);
        }
    }

    void writeTo(CodedOutputStream output) throws IOException {
        for (Piece piece : pieces) {
            piece.writeTo(output);
        }
    }

    private static long fieldSize(int field, long length) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length) + length;
    }

    private static void startField(CodedOutputStream output, int field, long length) throws IOException {
        output.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        output.writeUInt64NoTag(length);
    }
}
