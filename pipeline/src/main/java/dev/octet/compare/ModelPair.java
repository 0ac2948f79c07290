package dev.octet.compare;

import dev.octet.graph.Model;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** Both models, loaded as an application loads them; without optimizations too once that is asked for. */
final class ModelPair implements AutoCloseable {
    private final Model reference;
    private final Model quantized;
    private final SessionSettings asRun;
    private final Sessions optimized;
    private Optional<Sessions> asWritten = Optional.empty();

    ModelPair(Model reference, Model quantized, ComparisonSettings settings) {
        this.reference = reference;
        this.quantized = quantized;
        this.asRun = SessionSettings.defaults().withThreads(settings.threads());
        this.optimized = Sessions.open(reference, quantized, asRun);
    }

    /** What both models answered to one sample. */
    record Outputs(Map<String, Tensor> reference, Map<String, Tensor> quantized) {}

    /** Runs both with all optimizations. */
    Outputs run(Map<String, Tensor> inputs) {
        return optimized.run(inputs);
    }

    /** Runs both without any. */
    Outputs runAsWritten(Map<String, Tensor> inputs) {
        if (asWritten.isEmpty()) {
            asWritten = Optional.of(Sessions.open(reference, quantized, asRun.withLevel(OptimizationLevel.NONE)));
        }
        return asWritten.get().run(inputs);
    }

    @Override
    public void close() {
        optimized.close();
        asWritten.ifPresent(Sessions::close);
    }

    private record Sessions(Session reference, Session quantized) implements AutoCloseable {
        static Sessions open(Model reference, Model quantized, SessionSettings settings) {
            Session first = Session.open(reference, settings);
            try {
                return new Sessions(first, Session.open(quantized, settings));
            } catch (RuntimeException failure) {
                first.close();
                throw failure;
            }
        }

        Outputs run(Map<String, Tensor> inputs) {
            return new Outputs(reference.run(inputs), quantized.run(inputs));
        }

        @Override
        public void close() {
            reference.close();
            quantized.close();
        }
    }
}
