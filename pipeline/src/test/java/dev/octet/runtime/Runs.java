package dev.octet.runtime;

import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions over graph texts. */
final class Runs {
    static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    private Runs() {}

    static Session open(String text) {
        return Session.open(GraphText.parse(text), PLAIN);
    }

    static Map<String, Tensor> run(String text, Map<String, Tensor> inputs) {
        try (Session session = open(text)) {
            return session.run(inputs);
        }
    }

    static Tensor output(Map<String, Tensor> outputs, String name) {
        return Optional.ofNullable(outputs.get(name)).orElseThrow();
    }

    /** The outputs as a reader sees them, copied. */
    static Map<String, Tensor> read(Session session, Map<String, Tensor> inputs) {
        Map<String, Tensor> seen = new LinkedHashMap<>();
        session.run(inputs, (name, view) -> seen.put(name, view.toTensor()));
        return seen;
    }
}
