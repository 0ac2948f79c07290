package dev.octet.prepare.opset;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.ValueType;
import dev.octet.rewrite.TypeSource;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
import dev.octet.testing.ModelComparison;
import java.util.Map;
import java.util.Optional;

/** Upgrades a model that somebody else wrote, and runs it before and after on seeded inputs. */
record UpgradeComparison(ModelComparison comparison) {
    /** What came of it, with a detail where there is one. */
    record Outcome(Kind kind, String detail) {
        /** From best to worst. */
        enum Kind {
            SAME,
            /** The model loads before and after, but cannot be run on random inputs before. */
            LOADS,
            REFUSED,
            NOT_RUN_BEFORE,
            DIFFERS,
            BROKEN
        }
    }

    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    Outcome compare(Model before, long target) {
        Optional<String> unloadable = failureToLoad(before);
        if (unloadable.isPresent()) {
            return new Outcome(Outcome.Kind.NOT_RUN_BEFORE, unloadable.get());
        }
        UpgradeResult result = OpsetUpgrade.upgrade(before, target, typesOf(before));
        if (!result.succeeded()) {
            return new Outcome(Outcome.Kind.REFUSED, result.refusals().get(0));
        }
        return failureToLoad(result.model())
                .map(failure -> new Outcome(Outcome.Kind.BROKEN, failure))
                .orElseGet(() -> run(before, result.model()));
    }

    private Outcome run(Model before, Model upgraded) {
        ModelComparison.Outcome outcome = comparison.compare(before, upgraded);
        return switch (outcome.kind()) {
            case SAME -> new Outcome(Outcome.Kind.SAME, before.opset() + " up");
            case NOT_COMPARABLE -> new Outcome(Outcome.Kind.LOADS, outcome.detail());
            case DIFFERS -> new Outcome(Outcome.Kind.DIFFERS, outcome.detail());
            case BROKEN -> new Outcome(Outcome.Kind.BROKEN, outcome.detail());
        };
    }

    private static Optional<String> failureToLoad(Model model) {
        try {
            Session.open(model, PLAIN).close();
            return Optional.empty();
        } catch (OctetException failure) {
            return Optional.of(
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static TypeSource typesOf(Model model) {
        try {
            Map<String, ValueType> types = TypeInference.infer(model);
            return given -> types;
        } catch (OctetException failure) {
            return TypeSource.NONE;
        }
    }
}
