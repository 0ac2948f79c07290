package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.ShapeProbe;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The samples that everything is measured on: always the same ones, read again for each pass. */
final class Samples implements Iterable<Map<String, Tensor>> {
    /** Any number would do; it has to be the same each time. */
    private static final long SEED = 1;

    private final List<Sample> chosen = new ArrayList<>();
    private final Map<String, Tensor> constants;

    /**
     * Chooses as many as the settings ask for, spread over the groups of the source.
     *
     * @throws OctetException of kind INVALID_DATA if there are none
     */
    Samples(DataSource source, LayerSettings settings) {
        constants = settings.constants();
        SampleChoice.spread(source, settings.samples(), SEED).forEach(chosen::add);
        if (chosen.isEmpty()) {
            throw OctetException.invalidData(
                    "No samples to compare layers on in %s: it is empty".formatted(source.description()));
        }
    }

    int count() {
        return chosen.size();
    }

    /** The inputs of a sample, read anew. */
    Map<String, Tensor> inputs(int sample) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(chosen.get(sample).inputs());
        inputs.putAll(constants);
        return inputs;
    }

    /** How many bytes values of a model take on the first sample, as floats. */
    Map<String, Long> sizes(Model model, Collection<String> values) {
        Map<String, Tensor> inputs = inputs(0);
        try (ShapeProbe probe = new ShapeProbe(model, values, ExposedModel.settings(1))) {
            inputs.keySet().retainAll(probe.inputs().stream().map(Value::name).toList());
            Map<String, Long> bytes = new LinkedHashMap<>();
            probe.elements(inputs).forEach((name, elements) -> bytes.put(name, Float.BYTES * elements));
            return bytes;
        }
    }

    @Override
    public Iterator<Map<String, Tensor>> iterator() {
        return IntStream.range(0, chosen.size()).mapToObj(this::inputs).iterator();
    }
}
