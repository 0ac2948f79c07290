package dev.octet.codebook;

/**
 * The codebook of one channel or of a whole tensor, and what it loses.
 *
 * @param codebook the values
 * @param energy sum of the squares of all elements
 * @param squaredError sum of the squared differences that the codes make
 * @param uniformSquaredError the same for evenly spaced codes
 */
record CodedChannel(Codebook codebook, double energy, double squaredError, double uniformSquaredError) {
    static CodedChannel of(Distribution distribution, CodebookSettings settings) {
        Codebook codebook = settings.kind().of(distribution, settings.entries());
        return new CodedChannel(
                codebook,
                distribution.energy(),
                codebook.squaredError(distribution),
                UniformCodes.squaredError(distribution, settings.entries()));
    }
}
