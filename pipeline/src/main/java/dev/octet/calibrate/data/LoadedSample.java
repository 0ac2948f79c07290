package dev.octet.calibrate.data;

import dev.octet.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sample whose tensors are at hand. */
record LoadedSample(String id, Map<String, Tensor> inputs) implements Sample {
    LoadedSample {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }
}
