package dev.octet.calibrate.image;

/** Order of the axes of a batch of images. */
public enum Layout {
    /** Batch, channels, height, width. */
    NCHW,
    /** Batch, height, width, channels. */
    NHWC
}
