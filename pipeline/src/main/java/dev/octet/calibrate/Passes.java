package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.OptimizedModel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The passes over the samples that a memory budget asks for, one without, and the model that each runs.
 *
 * <p>What ONNX Runtime fuses depends on which values are outputs, and what it fuses decides the last bits. So that
 * several passes see the bits that one would, the graph is optimized once with all values as outputs, and each pass
 * runs a part of that graph as it is. So does a single pass over a model with convolutions, without the nodes that
 * {@link BlockedOutputs} finds for nothing.
 *
 * @param models what each pass observes
 * @param folder where the optimized graph lies, whose weights stay mapped
 */
record Passes(List<ObservedModel> models, Optional<TemporaryFolder> folder) implements AutoCloseable {
    private static final long BYTES = Float.BYTES;

    /** As many passes as the budget of the settings asks for; one without a budget. */
    static Passes of(ObservedModel observed, DataSource source, CalibrationSettings settings) {
        if (settings.memoryBudget().isEmpty() || observed.computed().size() < 2) {
            return one(observed, settings);
        }
        Map<String, Long> sizes = ValueSizes.of(observed.model(), observed.computed(), source, settings);
        long inFlight = Math.multiplyExact((long) settings.workers(), settings.batchSize());
        List<Set<String>> parts =
                split(observed.computed(), sizes, settings.memoryBudget().getAsLong() / inFlight / BYTES);
        return parts.size() == 1 ? one(observed, settings) : several(observed, parts, settings);
    }

    private static Passes one(ObservedModel observed, CalibrationSettings settings) {
        boolean blocks = settings.optimization() == OptimizationLevel.ALL
                && BlockedOutputs.mayOccurIn(observed.model().graph());
        if (!blocks) {
            return new Passes(List.of(observed), Optional.empty());
        }
        return optimized(observed, settings, optimized -> {
            Set<String> free = new LinkedHashSet<>(observed.computed());
            free.removeAll(settings.feedback().values());
            return List.of(observed.on(optimized.withGraph(BlockedOutputs.exposed(optimized.graph(), free))));
        });
    }

    private static Passes several(ObservedModel observed, List<Set<String>> parts, CalibrationSettings settings) {
        return optimized(observed, settings, optimized -> {
            List<ObservedModel> models = new ArrayList<>();
            for (Set<String> part : parts) {
                boolean first = models.isEmpty();
                models.add(observed.part(optimized, part, settings.feedback().values(), first));
            }
            return models;
        });
    }

    /** Neighbours together while they fit; a value that does not fit alone has a pass for itself. */
    static List<Set<String>> split(Collection<String> values, Map<String, Long> sizes, long elements) {
        List<Set<String>> parts = new ArrayList<>();
        long filled = 0;
        for (String value : values) {
            long size = sizes.getOrDefault(value, 0L);
            if (parts.isEmpty() || filled + size > elements) {
                parts.add(new LinkedHashSet<>());
                filled = 0;
            }
            parts.get(parts.size() - 1).add(value);
            filled += size;
        }
        return parts;
    }

    private static Passes optimized(
            ObservedModel observed, CalibrationSettings settings, Function<Model, List<ObservedModel>> models) {
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            Path file = folder.path().resolve("optimized.onnx");
            SessionSettings session = SessionSettings.defaults()
                    .withLevel(settings.optimization())
                    .withThreads(1);
            Session.open(observed.model(), session.withOptimizedModel(file)).close();
            Model optimized = OptimizedModel.read(file, observed.model());
            return new Passes(models.apply(optimized), Optional.of(folder));
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    /** The level that the models are to be run at: those that are optimized already are left as they are. */
    OptimizationLevel level(CalibrationSettings settings) {
        return folder.isPresent() ? OptimizationLevel.NONE : settings.optimization();
    }

    @Override
    public void close() {
        folder.ifPresent(TemporaryFolder::close);
    }
}
