package dev.octet.suite;

/**
 * How one output of the quantized model compares with the float model's.
 *
 * @param name the output
 * @param sqnr signal over noise in dB, infinite where all elements are equal; for outputs that are not floating, as if
 *     they were
 * @param optimizationSteps largest difference between the quantized model's results with graph optimizations and
 *     without them, in steps of the output's quantizer, or in 255ths of its range where it has none
 * @param explanation the line of the report that names the output and says why it is far off; empty where there is none
 */
record OutputVerdict(String name, double sqnr, double optimizationSteps, String explanation) {}
