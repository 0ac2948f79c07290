package dev.octet.calibrate.array;

/** Turns big-endian elements into little-endian ones. */
final class ByteOrders {
    private ByteOrders() {}

    /** Reverses the bytes of every element in place. */
    static void reverse(byte[] bytes, int elementBytes) {
        for (int start = 0; start + elementBytes <= bytes.length; start += elementBytes) {
            for (int low = start, high = start + elementBytes - 1; low < high; low++, high--) {
                byte kept = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = kept;
            }
        }
    }
}
