package dev.octet.codebook;

import dev.octet.error.OctetException;
import java.util.Set;

/**
 * How weights become codes into codebooks.
 *
 * @param kind how the values of a codebook are chosen
 * @param bits bits of a code: 4 for 16 values, 8 for 256
 * @param perChannel whether each output channel has a codebook of its own, rather than one for the tensor
 * @param excludedNodes names of nodes whose weights stay float
 */
public record CodebookSettings(CodebookKind kind, int bits, boolean perChannel, Set<String> excludedNodes) {
    /**
     * Checks the bits.
     *
     * @throws OctetException of kind CONFIGURATION if they are not 4 or 8
     */
    public CodebookSettings {
        if (bits != 4 && bits != 8) {
            throw OctetException.configuration("Expected codes of 4 or 8 bits, got %d".formatted(bits));
        }
        excludedNodes = Set.copyOf(excludedNodes);
    }

    /** The best codebook of so many bits for each tensor. */
    public static CodebookSettings ofBits(int bits) {
        return new CodebookSettings(CodebookKind.KMEANS, bits, false, Set.of());
    }

    /** These settings with values chosen otherwise. */
    public CodebookSettings withKind(CodebookKind other) {
        return new CodebookSettings(other, bits, perChannel, excludedNodes);
    }

    /** These settings with a codebook for each channel, or for each tensor. */
    public CodebookSettings withPerChannel(boolean other) {
        return new CodebookSettings(kind, bits, other, excludedNodes);
    }

    /** These settings with other nodes excluded. */
    public CodebookSettings withExcludedNodes(Set<String> names) {
        return new CodebookSettings(kind, bits, perChannel, names);
    }

    /** Values of a codebook, at most. */
    int entries() {
        return 1 << bits;
    }

    /** Gather takes any type of index that Cast gives, but 4-bit integers came with operator set 21. */
    long opset() {
        return bits == 4 ? 21 : 13;
    }
}
