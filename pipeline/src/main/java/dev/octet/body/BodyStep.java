package dev.octet.body;

import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a body once to learn what it hands on to its next round: its first outputs. */
final class BodyStep implements AutoCloseable {
    private final List<String> outputs;
    private final CopiedValues copied;
    private final Session session;
    private final Set<String> inputs;

    /** @param count how many outputs are handed on */
    BodyStep(BodyModel body, int count) {
        this.outputs = body.site().body().outputs().stream()
                .limit(count)
                .map(Value::name)
                .toList();
        this.copied = CopiedValues.of(body.model(), outputs, List.of());
        this.session = Session.open(copied.model(), SessionSettings.defaults());
        this.inputs = session.inputs().stream().map(Value::name).collect(Collectors.toSet());
    }

    /** The first outputs in order. */
    List<Tensor> run(Map<String, Tensor> given) {
        Map<String, Tensor> fitting = new LinkedHashMap<>(given);
        fitting.keySet().retainAll(inputs);
        Map<String, Tensor> values = new LinkedHashMap<>();
        session.run(fitting)
                .forEach((copy, tensor) ->
                        values.put(Objects.requireNonNull(copied.values().get(copy)), tensor));
        List<Tensor> results = new ArrayList<>();
        outputs.forEach(output -> results.add(Objects.requireNonNull(values.get(output))));
        return results;
    }

    @Override
    public void close() {
        session.close();
    }
}
