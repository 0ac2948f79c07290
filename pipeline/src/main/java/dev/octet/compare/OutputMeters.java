package dev.octet.compare;

import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@link OutputMeter} for each output. */
final class OutputMeters {
    private final Map<String, OutputMeter> meters = new LinkedHashMap<>();

    /** Takes both models' outputs for one sample; an output that is no tensor is in neither. */
    void add(Map<String, Tensor> reference, Map<String, Tensor> quantized) {
        reference.forEach((name, expected) -> Optional.ofNullable(quantized.get(name))
                .ifPresent(
                        actual -> meters.computeIfAbsent(name, OutputMeter::new).add(expected, actual)));
    }

    List<OutputFidelity> results() {
        return meters.values().stream().map(OutputMeter::result).toList();
    }
}
