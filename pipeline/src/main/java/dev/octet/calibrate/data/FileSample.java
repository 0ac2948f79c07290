package dev.octet.calibrate.data;

import dev.octet.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** A sample that is read from its file when it is asked for. */
record FileSample(String id, String group, Path path, SampleReader reader, ModelInputs model) implements Sample {
    @Override
    public Map<String, Tensor> inputs() {
        return SampleReader.fitted(id, model, () -> reader.read(path));
    }
}
