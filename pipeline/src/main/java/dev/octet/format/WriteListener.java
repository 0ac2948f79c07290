package dev.octet.format;

/** Is told how far a model is written. */
@FunctionalInterface
public interface WriteListener {
    /** Listens to nothing. */
    WriteListener NONE = (done, total) -> {};

    /** So many of all bytes are written. */
    void written(long done, long total);
}
