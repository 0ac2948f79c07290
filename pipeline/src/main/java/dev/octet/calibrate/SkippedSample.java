package dev.octet.calibrate;

/**
 * A sample that was left out because it cannot be used.
 *
 * @param number its place in the source, counted from 0
 * @param sample how it is called
 * @param reason why, in a sentence
 */
public record SkippedSample(long number, String sample, String reason) {}
