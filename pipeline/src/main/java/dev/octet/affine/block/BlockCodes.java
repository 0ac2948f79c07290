package dev.octet.affine.block;

/** Computes codes of a matrix, row by row of a layout. */
record BlockCodes(Lines lines, BlockScheme scheme, BlockParameters parameters) {
    /** The codes of some rows, one byte each. */
    byte[] rows(CodeLayout layout, int firstRow, int rows) {
        int rowLength = layout.rowLength(lines, scheme);
        byte[] codes = new byte[Math.multiplyExact(rows, rowLength)];
        if (layout == CodeLayout.COLUMNS) {
            across(firstRow, rows, codes);
        } else {
            wholeLines(firstRow, rows, rowLength, codes);
        }
        return codes;
    }

    /** Rows of one element of every line. What the lines share a row in is made ready once a block. */
    private void across(int firstRow, int rows, byte[] codes) {
        int count = lines.count();
        float[] all = lines.readAcross(firstRow, rows);
        float[] scales = new float[count];
        int[] zeroPoints = new int[count];
        int ready = -1;
        for (int row = 0; row < rows; row++) {
            int block = (firstRow + row) / scheme.size();
            if (block != ready) {
                for (int line = 0; line < count; line++) {
                    scales[line] = parameters.scale(line, block);
                    zeroPoints[line] = parameters.zeroPoint(line, block, scheme);
                }
                ready = block;
            }
            put(all, scales, zeroPoints, codes, row * count);
        }
    }

    private void put(float[] values, float[] scales, int[] zeroPoints, byte[] codes, int place) {
        int lowest = scheme.lowest();
        int highest = scheme.highest();
        for (int line = 0; line < scales.length; line++) {
            codes[place + line] =
                    (byte) BlockMap.code(values[place + line], scales[line], zeroPoints[line], lowest, highest);
        }
    }

    private void wholeLines(int firstLine, int count, int rowLength, byte[] codes) {
        float[] values = new float[Math.multiplyExact(count, scheme.size())];
        for (int start = 0; start < lines.length(); start += scheme.size()) {
            int width = Math.min(scheme.size(), lines.length() - start);
            lines.read(firstLine, count, start, width, values);
            for (int row = 0; row < count; row++) {
                line(values, row * width, firstLine + row, start, width, codes, row * rowLength + start);
            }
        }
        for (int row = 0; row < count && rowLength > lines.length(); row++) {
            byte zero = (byte) parameters.zeroPoint(firstLine + row, parameters.blocks() - 1, scheme);
            java.util.Arrays.fill(codes, row * rowLength + lines.length(), (row + 1) * rowLength, zero);
        }
    }

    /** Part of one line, from element {@code start} on; block by block. */
    private void line(float[] values, int from, int line, int start, int width, byte[] codes, int place) {
        int lowest = scheme.lowest();
        int highest = scheme.highest();
        int done = 0;
        while (done < width) {
            int block = (start + done) / scheme.size();
            int end = Math.min(width, (block + 1) * scheme.size() - start);
            float scale = parameters.scale(line, block);
            int zeroPoint = parameters.zeroPoint(line, block, scheme);
            for (int i = done; i < end; i++) {
                codes[place + i] = (byte) BlockMap.code(values[from + i], scale, zeroPoint, lowest, highest);
            }
            done = end;
        }
    }
}
