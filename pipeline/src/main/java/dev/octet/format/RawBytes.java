package dev.octet.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;

/** Tensor data in pieces of a bounded size. */
final class RawBytes {
    /** Large enough that calls cost nothing, small enough for a copy of one to fit anywhere. */
    private static final int PIECE = 1 << 24;

    private RawBytes() {}

    /** What takes one piece after the other. */
    interface Sink<E extends Exception> {
        void accept(ByteBuffer piece) throws E;
    }

    static <E extends Exception> void forEach(TensorData data, Sink<E> sink) throws E {
        for (long done = 0; done < data.byteSize(); done += PIECE) {
            sink.accept(data.slice(done, (int) Math.min(PIECE, data.byteSize() - done)));
        }
    }

    /** A copy on the heap, of less than 2 GiB. */
    static ByteString copy(TensorData data) {
        ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(data.byteSize()));
        forEach(data, copy::put);
        return UnsafeByteOperations.unsafeWrap(copy.array());
    }
}
