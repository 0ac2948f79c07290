package dev.octet.affine.block;

import java.util.stream.IntStream;

/** Scale and zero point of every block of a matrix, line by line. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; shared by those that compute codes.
record BlockParameters(int blocks, float[] scales, byte[] zeroPoints) {
    /** Lines whose blocks are found together: enough that a page of a matrix of columns is read at once. */
    private static final int TOGETHER = 256;

    /** Finds them, on all processors. */
    static BlockParameters of(Lines lines, BlockScheme scheme, BlockMethod method) {
        int blocks = scheme.blocks(lines.length());
        int all = Math.multiplyExact(lines.count(), blocks);
        BlockParameters parameters = new BlockParameters(blocks, new float[all], new byte[all]);
        IntStream.range(0, (lines.count() + TOGETHER - 1) / TOGETHER)
                .parallel()
                .forEach(group -> parameters.fit(lines, group * TOGETHER, scheme, method));
        return parameters;
    }

    private void fit(Lines lines, int firstLine, BlockScheme scheme, BlockMethod method) {
        int together = Math.min(TOGETHER, lines.count() - firstLine);
        float[] values = new float[together * Math.min(scheme.size(), lines.length())];
        for (int block = 0; block < blocks; block++) {
            int start = block * scheme.size();
            int width = Math.min(scheme.size(), lines.length() - start);
            lines.read(firstLine, together, start, width, values);
            for (int line = 0; line < together; line++) {
                BlockMap map = method.fit(values, line * width, width, scheme);
                int index = (firstLine + line) * blocks + block;
                scales[index] = map.scale();
                zeroPoints[index] = (byte) map.zeroPoint();
            }
        }
    }

    float scale(int line, int block) {
        return scales[line * blocks + block];
    }

    /** The zero point, above 127 too for unsigned codes. */
    int zeroPoint(int line, int block, BlockScheme scheme) {
        byte stored = zeroPoints[line * blocks + block];
        return scheme.type().signed() ? stored : Byte.toUnsignedInt(stored);
    }
}
