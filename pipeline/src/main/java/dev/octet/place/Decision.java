package dev.octet.place;

/** What becomes of a node. */
public sealed interface Decision {
    /** It runs on integers. */
    record Quantized() implements Decision {
        @Override
        public String toString() {
            return "quantized";
        }
    }

    /**
     * It stays in the file, and the quantizer behind it makes it redundant.
     *
     * @param producer the quantized node in front of it, as shown to people
     */
    record Absorbed(String producer) implements Decision {
        @Override
        public String toString() {
            return "absorbed by " + producer;
        }
    }

    /**
     * It runs on floats, as before.
     *
     * @param cause the kind of reason, which tells what would mend it
     * @param reason why
     */
    record LeftFloat(Cause cause, String reason) implements Decision {
        @Override
        public String toString() {
            return "float: " + reason;
        }
    }
}
