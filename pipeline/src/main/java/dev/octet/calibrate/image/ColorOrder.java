package dev.octet.calibrate.image;

/** Which channels a model expects, in which order. */
public enum ColorOrder {
    /** Red, green, blue, as image libraries other than OpenCV load them. */
    RGB(3),
    /** Blue, green, red, as OpenCV and Caffe load them. */
    BGR(3),
    /** One channel of luma: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), rounded to a whole number. */
    GRAY(1);

    private final int channels;

    ColorOrder(int channels) {
        this.channels = channels;
    }

    /** Number of channels. */
    public int channels() {
        return channels;
    }
}
