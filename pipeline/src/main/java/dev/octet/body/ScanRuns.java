package dev.octet.body;

import dev.octet.graph.Node;
import dev.octet.graph.Value;
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
 * The rounds of a Scan: one for each slice of what is scanned, with what the round before handed on. Source: ONNX
 * operator Scan 19; {@code scan_input_directions} 1 is from the end.
 */
final class ScanRuns implements BodyRuns {
    private final BodyModel body;
    private final Node scan;
    private final List<Value> formal;
    private final int states;
    private final BodyStep step;

    ScanRuns(BodyModel body) {
        this.body = body;
        this.scan = body.site().holder();
        this.formal = body.site().body().inputs();
        this.states = formal.size() - (int) scan.intAttribute("num_scan_inputs", 1);
        this.step = new BodyStep(body, states);
    }

    @Override
    public List<String> needed() {
        List<String> needed = new ArrayList<>(body.captured());
        needed.addAll(scan.inputs());
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
        private final List<Tensor> given = new ArrayList<>();
        private final List<Tensor> state;
        private final long count;
        private Optional<Map<String, Tensor>> unfinished = Optional.empty();
        private long number;

        private Rounds(Map<String, Tensor> around) {
            captured = new LinkedHashMap<>(around);
            captured.keySet().retainAll(body.captured());
            scan.inputs().forEach(name -> given.add(Objects.requireNonNull(around.get(name))));
            state = new ArrayList<>(given.subList(0, states));
            count = given.get(states).shape().dimension(axis(0));
        }

        private int axis(int input) {
            long axis = attribute("scan_input_axes", input);
            return (int) (axis < 0 ? axis + given.get(states + input).shape().rank() : axis);
        }

        private long attribute(String name, int input) {
            return scan.intsAttribute(name).map(values -> values.get(input)).orElse(0L);
        }

        @Override
        public boolean hasNext() {
            return number < count;
        }

        @Override
        public Map<String, Tensor> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            unfinished.ifPresent(inputs -> {
                state.clear();
                state.addAll(step.run(inputs));
            });
            Map<String, Tensor> inputs = new LinkedHashMap<>(captured);
            for (int i = 0; i < states; i++) {
                inputs.put(formal.get(i).name(), state.get(i));
            }
            for (int i = states; i < formal.size(); i++) {
                inputs.put(formal.get(i).name(), slice(i - states));
            }
            number++;
            unfinished = Optional.of(inputs);
            return inputs;
        }

        private Tensor slice(int input) {
            long index = attribute("scan_input_directions", input) == 0 ? number : count - 1 - number;
            return Slices.at(given.get(states + input), axis(input), index);
        }
    }
}
