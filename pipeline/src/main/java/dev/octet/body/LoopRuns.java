package dev.octet.body;

import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * The rounds of a Loop, each found by running the one before.
 *
 * <p>A round takes its number, the condition, and what the round before handed on; there is another as long as the
 * number is below the trip count, if there is one, and the condition holds, if there is one. Source: ONNX operator Loop
 * 19.
 */
final class LoopRuns implements BodyRuns {
    /** The number of the round and the condition come in front of what is handed on. */
    private static final int LEADING = 2;

    private final BodyModel body;
    private final List<Value> formal;
    private final Node loop;
    private final BodyStep step;

    LoopRuns(BodyModel body) {
        this.body = body;
        this.formal = body.site().body().inputs();
        this.loop = body.site().holder();
        this.step = new BodyStep(body, 1 + formal.size() - LEADING);
    }

    @Override
    public List<String> needed() {
        List<String> needed = new ArrayList<>(body.captured());
        loop.inputs().stream().filter(input -> !input.isEmpty()).forEach(needed::add);
        return needed;
    }

    @Override
    public Iterator<Map<String, Tensor>> runs(Map<String, Tensor> around) {
        return new Rounds(around);
    }

    @Override
    public void close() {
        step.close();
    }

    private final class Rounds implements Iterator<Map<String, Tensor>> {
        private final Map<String, Tensor> captured;
        private final long count;
        private final List<Tensor> state = new ArrayList<>();
        private Optional<Map<String, Tensor>> unfinished = Optional.empty();
        private boolean condition;
        private long number;

        private Rounds(Map<String, Tensor> around) {
            captured = new LinkedHashMap<>(around);
            captured.keySet().retainAll(body.captured());
            count = loop.input(0)
                    .map(name -> Objects.requireNonNull(around.get(name)).toLongs()[0])
                    .orElse(Long.MAX_VALUE);
            condition = loop.input(1)
                    .map(name -> Flags.isTrue(Objects.requireNonNull(around.get(name))))
                    .orElse(true);
            loop.inputs().stream().skip(LEADING).forEach(name -> state.add(Objects.requireNonNull(around.get(name))));
        }

        @Override
        public boolean hasNext() {
            unfinished.ifPresent(this::finish);
            unfinished = Optional.empty();
            return number < count && condition;
        }

        private void finish(Map<String, Tensor> inputs) {
            List<Tensor> results = step.run(inputs);
            // Without a condition at the start ONNX Runtime still heeds that of the body.
            condition = Flags.isTrue(results.get(0));
            state.clear();
            state.addAll(results.subList(1, results.size()));
            number++;
        }

        @Override
        public Map<String, Tensor> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map<String, Tensor> inputs = new LinkedHashMap<>(captured);
            inputs.put(
                    formal.get(0).name(),
                    new Tensor(
                            ElementType.INT64,
                            shape(formal.get(0)),
                            Tensor.ofLongs(Shape.SCALAR, number).data()));
            inputs.put(formal.get(1).name(), Flags.of(condition, shape(formal.get(1))));
            for (int i = 0; i < state.size(); i++) {
                inputs.put(formal.get(i + LEADING).name(), state.get(i));
            }
            unfinished = Optional.of(inputs);
            return inputs;
        }
    }

    /** One element, as a scalar unless the body declares a list of one. */
    private static Shape shape(Value declared) {
        ValueType type = declared.type();
        boolean isList = type instanceof TensorType tensor
                && tensor.dimensions().filter(list -> list.size() == 1).isPresent();
        return isList ? Shape.of(1) : Shape.SCALAR;
    }
}
