package dev.octet.body;

import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A branch runs once where the condition chooses it. Source: ONNX operator If 19. */
final class IfRuns implements BodyRuns {
    private final BodyModel body;
    private final String condition;
    private final boolean runsIf;

    IfRuns(BodyModel body) {
        this.body = body;
        this.condition = body.site().holder().inputs().get(0);
        this.runsIf = body.site().attribute().equals("then_branch");
    }

    @Override
    public List<String> needed() {
        List<String> needed = new ArrayList<>(body.captured());
        needed.add(condition);
        return needed;
    }

    @Override
    public Iterator<Map<String, Tensor>> runs(Map<String, Tensor> around) {
        if (Flags.isTrue(Objects.requireNonNull(around.get(condition))) != runsIf) {
            return Collections.emptyIterator();
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>(around);
        inputs.keySet().retainAll(body.captured());
        return List.of(inputs).iterator();
    }

    @Override
    public void close() {
        // Nothing is open: a branch need not run to know what it is given.
    }
}
