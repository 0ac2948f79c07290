package dev.octet.compare;

import dev.octet.runtime.LatencyComparison;
import java.util.OptionalLong;

/**
 * What the two models take to run.
 *
 * @param latency times, measured in turns in one process
 * @param batch samples in one run
 * @param referenceMemory bytes by which a fresh process grows that loads the float model and runs it once, where that
 *     can be known
 * @param quantizedMemory the same for the quantized model
 */
public record Speed(LatencyComparison latency, int batch, OptionalLong referenceMemory, OptionalLong quantizedMemory) {}
