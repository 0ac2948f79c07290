package dev.octet.graph;

/**
 * What the file said about an element beyond what this package models: documentation, metadata, unknown fields.
 *
 * <p>Opaque to everyone but the package that made it. It is carried along when an element is changed, so that a model
 * that is read and written loses nothing.
 */
public interface Origin {
    /** The origin of an element that no file gave us. */
    Origin NONE = new Origin() {
        @Override
        public String toString() {
            return "Origin.NONE";
        }
    };
}
