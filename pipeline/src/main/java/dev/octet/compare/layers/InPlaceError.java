package dev.octet.compare.layers;

import dev.octet.observe.TensorStatistics;

/**
 * What was measured of one tensor where it is.
 *
 * @param total error of what the quantized model reads
 * @param inherited the part that was there before this tensor was quantized
 * @param own the part that quantizing this tensor made
 * @param saturatedShare share of the float model's values outside the range of the codes, from 0 to 1
 * @param usedCodes how many different codes occurred
 * @param seen the float model's values
 */
public record InPlaceError(
        Noise total, Noise inherited, Noise own, double saturatedShare, int usedCodes, TensorStatistics seen) {}
