package dev.octet.calibrate.array;

import dev.octet.tensor.Shape;

/** Rearranges arrays whose first axis runs fastest (Fortran's order) into ONNX's row-major order. */
final class AxisOrders {
    private AxisOrders() {}

    static byte[] toRowMajor(byte[] columnMajor, Shape shape, int elementBytes) {
        byte[] rowMajor = new byte[columnMajor.length];
        int rank = shape.rank();
        int[] strides = new int[rank];
        int stride = elementBytes;
        for (int axis = 0; axis < rank; axis++) {
            strides[axis] = stride;
            stride *= (int) shape.dimension(axis);
        }
        long[] index = new long[rank];
        int source = 0;
        for (int target = 0; target < rowMajor.length; target += elementBytes) {
            System.arraycopy(columnMajor, source, rowMajor, target, elementBytes);
            source = advance(index, shape, strides, source);
        }
        return rowMajor;
    }

    /** Steps the index in row-major order and answers where its element lies. */
    private static int advance(long[] index, Shape shape, int[] strides, int source) {
        int position = source;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis]++;
            position += strides[axis];
            if (index[axis] < shape.dimension(axis)) {
                return position;
            }
            position -= (int) index[axis] * strides[axis];
            index[axis] = 0;
        }
        return position;
    }
}
