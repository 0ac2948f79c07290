package dev.octet.run;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.FileDigest;
import dev.octet.graph.Model;
import dev.octet.inspect.StoredWeights;
import dev.octet.provenance.Provenance;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Digests of everything that a quantized model was made from. Those of the model's files can be taken on a thread of
 * their own while the model is quantized.
 */
public final class SourceDigests {
    private final FutureTask<OfModel> model;

    private SourceDigests(FutureTask<OfModel> model) {
        this.model = model;
    }

    /**
     * What was read.
     *
     * @param file digest of the {@code .onnx} file
     * @param data digest of the data files beside it, if there are any to be read
     */
    private record OfModel(String file, Optional<String> data) {
        static OfModel of(Path file, Model original, boolean large) {
            return new OfModel(
                    FileDigest.sha256(List.of(file)), large ? Optional.empty() : ofDataFiles(file, original));
        }

        Provenance provenance(Optional<String> samples, String target, Recipe recipe) {
            return Provenance.ofThisProgram(file, data, samples, target, recipe);
        }
    }

    /**
     * Begins to read the files of a model.
     *
     * @param original the float model as it was read from the file
     */
    public static SourceDigests begin(Path file, Model original) {
        FutureTask<OfModel> model = new FutureTask<>(() -> OfModel.of(file, original, false));
        Thread thread = new Thread(model, "octet-digests");
        thread.setDaemon(true);
        thread.start();
        return new SourceDigests(model);
    }

    /**
     * The provenance of a model that is made from these files, as soon as they are read.
     *
     * @param samples the digest of the samples that ranges were found from, if there were any
     * @param target the name of the target that it was made for
     * @throws OctetException of kind FILE if a file cannot be read again; of kind CANCELLED if the thread is
     *     interrupted
     */
    public Provenance provenance(Optional<String> samples, String target, Recipe recipe) {
        return await().provenance(samples, target, recipe);
    }

    private OfModel await() {
        try {
            return model.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof OctetException known) {
                throw known;
            }
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OctetException(Kind.CANCELLED, "Interrupted while the model was read again", interrupted);
        }
    }

    /**
     * The provenance of a model that is made from a file and perhaps from samples.
     *
     * @param original the float model as it was read from the file
     * @param large whether the data files are too large to be read once more for their digest
     * @param samples the digest of the samples that it was made with, if there were any
     * @param target the name of the target that it was made for
     * @throws OctetException of kind FILE if a file cannot be read again
     */
    public static Provenance provenance(
            Path file, Model original, boolean large, Optional<String> samples, String target, Recipe recipe) {
        return OfModel.of(file, original, large).provenance(samples, target, recipe);
    }

    private static Optional<String> ofDataFiles(Path file, Model original) {
        List<Path> dataFiles = StoredWeights.of(original).externalFiles().keySet().stream()
                .sorted()
                .map(file::resolveSibling)
                .toList();
        return dataFiles.isEmpty() ? Optional.empty() : Optional.of(FileDigest.sha256(dataFiles));
    }
}
