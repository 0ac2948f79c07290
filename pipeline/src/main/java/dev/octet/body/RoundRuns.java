package dev.octet.body;

import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The rounds of a node that runs its body again and again, each found by running the one before.
 *
 * <p>What a round hands on are the first outputs of the body. The last round is not run: nobody takes what it would
 * hand on.
 */
abstract class RoundRuns implements BodyRuns {
    private final BodyModel body;
    private final BodyStep step;

    /** @param handedOn how many outputs of the body the next round takes */
    RoundRuns(BodyModel body, int handedOn) {
        this.body = body;
        this.step = new BodyStep(body, handedOn);
    }

    /** The number of rounds unless one before ends them. */
    abstract long mostRounds(Map<String, Tensor> around);

    /** What the first round takes in place of what is handed on. */
    abstract List<Tensor> start(Map<String, Tensor> around);

    /** Whether there is a next round after one that handed this on. */
    abstract boolean goesOn(List<Tensor> handedOn);

    /**
     * The body's own inputs in their order.
     *
     * @param number of the round, from 0
     */
    abstract List<Tensor> inputs(Map<String, Tensor> around, long number, List<Tensor> handedOn);

    @Override
    public final List<String> needed() {
        List<String> needed = new ArrayList<>(body.captured());
        body.site().holder().inputs().stream().filter(input -> !input.isEmpty()).forEach(needed::add);
        return needed;
    }

    @Override
    public final Iterator<Map<String, Tensor>> runs(Map<String, Tensor> around) {
        return new Rounds(around);
    }

    @Override
    public final void close() {
        step.close();
    }

    private final class Rounds implements Iterator<Map<String, Tensor>> {
        private final Map<String, Tensor> around;
        private final long most;
        private List<Tensor> handedOn;
        private Optional<Map<String, Tensor>> unfinished = Optional.empty();
        private long number;

        private Rounds(Map<String, Tensor> around) {
            this.around = around;
            this.most = mostRounds(around);
            this.handedOn = start(around);
        }

        @Override
        public boolean hasNext() {
            if (number >= most) {
                return false;
            }
            unfinished.ifPresent(inputs -> handedOn = step.run(inputs));
            unfinished = Optional.empty();
            return goesOn(handedOn);
        }

        @Override
        public Map<String, Tensor> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map<String, Tensor> inputs = new LinkedHashMap<>(around);
            inputs.keySet().retainAll(body.captured());
            List<Tensor> own = inputs(around, number, handedOn);
            for (int i = 0; i < own.size(); i++) {
                inputs.put(body.site().body().inputs().get(i).name(), own.get(i));
            }
            number++;
            unfinished = Optional.of(inputs);
            return inputs;
        }
    }
}
