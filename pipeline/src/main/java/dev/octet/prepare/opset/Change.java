package dev.octet.prepare.opset;

/** What a new version of an operator means for a node written for the version before. */
sealed interface Change {
    /** The node is valid as it stands and means the same: more types, or something new that may be left out. */
    record Compatible() implements Change {}

    /** The node has to be written in another way. */
    record Adapted(Adapter adapter) implements Change {}

    /** The node cannot be written in the new version. */
    record Refused(String reason) implements Change {}
}
