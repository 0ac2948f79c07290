package dev.octet.compare;

import dev.octet.runtime.LatencyComparison;
import java.util.OptionalLong;

/**
 * What the two models take to run.
 *
 * @param latency times, measured in turns in one process
 * @param batch samples in one run
 * @param referenceMemory bytes by which the process grew from before the float model was loaded to after its first run,
 *     where the system tells
 * @param quantizedMemory the same for the quantized model
 */
public record Speed(LatencyComparison latency, int batch, OptionalLong referenceMemory, OptionalLong quantizedMemory) {}
