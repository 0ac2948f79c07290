package dev.octet.compare.layers;

import dev.octet.graph.Model;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs both models on the same samples and compares the values at matching points. Values are divided among passes, so
 * that no more of them are held at a time than the memory allows.
 */
final class InPlaceErrors {
    private record Copy(ElementType type, ByteBuffer bytes) {}

    private final Model reference;
    private final Model quantized;
    private final Samples samples;
    private final LayerSettings settings;
    private final Map<String, TensorMeter> meters = new LinkedHashMap<>();

    InPlaceErrors(Model reference, Model quantized, Samples samples, LayerSettings settings) {
        this.reference = reference;
        this.quantized = quantized;
        this.samples = samples;
        this.settings = settings;
    }

    /** The errors by the name of the float value, in the order of the tensors. */
    Map<String, InPlaceError> measure(List<QuantizedTensor> tensors) {
        tensors.forEach(tensor -> meters.put(tensor.name(), new TensorMeter(tensor.affine())));
        for (List<QuantizedTensor> pass : passes(tensors)) {
            run(pass);
        }
        Map<String, InPlaceError> errors = new LinkedHashMap<>();
        meters.forEach((name, meter) -> errors.put(name, meter.result()));
        return Collections.unmodifiableMap(errors);
    }

    private List<List<QuantizedTensor>> passes(List<QuantizedTensor> tensors) {
        if (tensors.isEmpty()) {
            return List.of();
        }
        Map<String, Long> sizes = samples.sizes(
                reference, tensors.stream().map(QuantizedTensor::name).toList());
        List<List<QuantizedTensor>> passes = new ArrayList<>();
        long filled = 0;
        for (QuantizedTensor tensor : tensors) {
            long size = sizes.getOrDefault(tensor.name(), 0L);
            if (passes.isEmpty() || filled + size > settings.memory()) {
                passes.add(new ArrayList<>());
                filled = 0;
            }
            passes.get(passes.size() - 1).add(tensor);
            filled += size;
        }
        return passes;
    }

    private void run(List<QuantizedTensor> pass) {
        List<String> names = pass.stream().map(QuantizedTensor::name).toList();
        Map<String, List<String>> bySource = new LinkedHashMap<>();
        pass.forEach(tensor -> bySource.computeIfAbsent(tensor.source(), source -> new ArrayList<>())
                .add(tensor.name()));
        try (ExposedModel exact = new ExposedModel(reference, names, settings.threads());
                ExposedModel coded = new ExposedModel(quantized, bySource.keySet(), settings.threads())) {
            for (Map<String, Tensor> inputs : samples) {
                settings.cancellation().check();
                Map<String, Copy> copies = new HashMap<>();
                exact.run(inputs, (name, type, bytes) -> copies.put(name, copy(type, bytes)));
                coded.run(inputs, (source, type, bytes) -> {
                    for (String name : bySource.getOrDefault(source, List.of())) {
                        compare(name, copies, type, bytes);
                    }
                });
            }
        }
    }

    private void compare(String name, Map<String, Copy> copies, ElementType type, ByteBuffer bytes) {
        Copy copy = copies.get(name);
        TensorMeter meter = meters.get(name);
        if (copy != null && meter != null && copy.type().isFloating() && type.isFloating()) {
            meter.add(copy.type(), copy.bytes(), type, bytes);
        }
    }

    private static Copy copy(ElementType type, ByteBuffer bytes) {
        return new Copy(
                type,
                ByteBuffer.allocate(bytes.limit())
                        .put(bytes.duplicate().rewind())
                        .flip()
                        .order(bytes.order()));
    }
}
