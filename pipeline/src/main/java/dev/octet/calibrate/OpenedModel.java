package dev.octet.calibrate;

import dev.octet.graph.Value;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import java.util.List;
import java.util.Optional;

/**
 * A session of the model to observe, unless everything wanted is in the samples themselves.
 *
 * @param inputs what a run has to be given
 */
record OpenedModel(Optional<Session> session, List<Value> inputs) implements AutoCloseable {
    /** Opens it for workers of one thread each. */
    static OpenedModel open(ObservedModel observed, OptimizationLevel level) {
        if (observed.model().graph().outputs().isEmpty()) {
            return new OpenedModel(Optional.empty(), observed.model().graph().requiredInputs());
        }
        Session session = Session.open(
                observed.model(), SessionSettings.defaults().withLevel(level).withThreads(1));
        return new OpenedModel(Optional.of(session), session.inputs());
    }

    @Override
    public void close() {
        session.ifPresent(Session::close);
    }
}
