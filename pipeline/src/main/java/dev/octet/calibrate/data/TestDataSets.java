package dev.octet.calibrate.data;

import dev.octet.error.OctetException;
import dev.octet.format.TensorFile;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ONNX's own form of test data: a folder a sample, in it {@code input_K.pb} with the tensor of the model's input number
 * K, counted from 0. Other files, such as {@code output_K.pb}, are left alone.
 */
final class TestDataSets {
    private static final Pattern INPUT = Pattern.compile("(?:(.*)/)?input_(\\d{1,4})\\.pb");

    private TestDataSets() {}

    static List<Sample> samples(Path where, List<NamedFile> files, ModelInputs model) {
        Map<String, Map<Integer, Path>> sets = new LinkedHashMap<>();
        for (NamedFile file : files) {
            Matcher matcher = INPUT.matcher(file.name());
            if (matcher.matches()) {
                String set = matcher.group(1) == null ? "." : matcher.group(1);
                sets.computeIfAbsent(set, key -> new LinkedHashMap<>())
                        .put(Integer.parseInt(matcher.group(2)), file.path());
            }
        }
        if (sets.isEmpty()) {
            throw OctetException.invalidData("Expected a test_data_set_N folder with input_0.pb and so on in %s, got %s"
                    .formatted(where, files.stream().map(NamedFile::name).toList()));
        }
        List<Sample> samples = new ArrayList<>();
        sets.forEach((set, inputs) -> samples.add(new LazySample(set, "", model, () -> read(inputs, model))));
        return samples;
    }

    private static Map<String, Tensor> read(Map<Integer, Path> files, ModelInputs model) throws IOException {
        List<String> names = model.names();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<Integer, Path> file : files.entrySet()) {
            if (file.getKey() >= names.size()) {
                throw new IOException("it has %s, but the model needs only the inputs %s"
                        .formatted(file.getValue().getFileName(), names));
            }
            tensors.put(names.get(file.getKey()), tensor(file.getValue()));
        }
        return tensors;
    }

    private static Tensor tensor(Path file) throws IOException {
        try {
            return TensorFile.read(file);
        } catch (OctetException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}
