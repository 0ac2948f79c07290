package dev.octet.calibrate.image;

/** What becomes of an image whose sides are not in the proportion asked for. */
public enum ResizeMode {
    /** Each side is scaled by its own factor. */
    STRETCH,
    /** Scaled until it covers the size, then what sticks out is cut off evenly. */
    CROP,
    /** Scaled until it fits into the size, then padded. */
    LETTERBOX
}
