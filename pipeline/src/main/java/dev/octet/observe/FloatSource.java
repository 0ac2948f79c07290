package dev.octet.observe;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Values of binary32 that lie in memory, whose bits are at hand too. */
final class FloatSource implements Values.Source {
    private final FloatBuffer floats;
    private final IntBuffer bits;

    /** Of elements from index 0 to the limit. */
    FloatSource(ByteBuffer bytes) {
        ByteBuffer all = bytes.duplicate().rewind().order(bytes.order());
        floats = all.asFloatBuffer();
        bits = all.asIntBuffer();
    }

    @Override
    public void read(int from, float[] block, int length) {
        floats.get(from, block, 0, length);
    }

    @Override
    public void readBits(int from, int[] block, int length, Workspace workspace) {
        bits.get(from, block, 0, length);
    }
}
