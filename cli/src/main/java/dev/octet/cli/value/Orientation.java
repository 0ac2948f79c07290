package dev.octet.cli.value;

/** Which way up an image is read. */
public enum Orientation {
    /** As its Exif data says. */
    EXIF,
    /** As its pixels lie. */
    IGNORE
}
