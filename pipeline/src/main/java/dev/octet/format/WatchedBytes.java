package dev.octet.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Counts the bytes that go into several files and tells a listener. */
final class WatchedBytes {
    private final long total;
    private final WriteListener listener;
    private long done;

    WatchedBytes(long total, WriteListener listener) {
        this.total = total;
        this.listener = listener;
    }

    /** A channel in front of another. */
    WritableByteChannel on(WritableByteChannel channel) {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer piece) throws IOException {
                int count = channel.write(piece);
                done += count;
                listener.written(done, total);
                return count;
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
