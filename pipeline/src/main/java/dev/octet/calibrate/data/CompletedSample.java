package dev.octet.calibrate.data;

import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sample with inputs besides that are the same for every sample. */
record CompletedSample(Sample sample, Map<String, Tensor> constants) implements Sample {
    @Override
    public String id() {
        return sample.id();
    }

    @Override
    public String group() {
        return sample.group();
    }

    @Override
    public Map<String, Tensor> inputs() {
        Map<String, Tensor> all = new LinkedHashMap<>(sample.inputs());
        all.putAll(constants);
        return all;
    }
}
