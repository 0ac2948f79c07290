package dev.octet.calibrate.data;

import dev.octet.calibrate.array.IdxReader;
import dev.octet.calibrate.array.NpyReader;
import dev.octet.calibrate.array.NpzReader;
import dev.octet.calibrate.image.Preprocessing;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens folders and files of samples.
 *
 * <p>In a folder, subfolders included, each image, {@code .npy} and {@code .npz} is a sample, each
 * {@code test_data_set_N}, each chunk of a {@code .wav}, and each line of {@code .csv}, {@code .tsv}, {@code .jsonl}
 * and {@code .txt}; these four count only where nothing else is there, since they often are labels and notes. Samples
 * come in the order of the files' names. A single {@code .npy}, {@code .npz} or idx file holds one sample a row. A
 * {@code preprocessing.yaml} and a {@code tokenizer.json} beside the data are followed.
 */
public final class DataSources {
    private DataSources() {}

    /** As {@link #open(Path, List, DataSettings)} with preprocessing that overrides the file beside the data. */
    public static DataSource open(Path path, List<Value> modelInputs, Preprocessing overrides) {
        return open(path, modelInputs, DataSettings.defaults().withPreprocessing(overrides));
    }

    /**
     * Recognizes what a path holds. Samples are read when they are asked for, so a damaged one is found only then.
     *
     * @param modelInputs the inputs that samples have to give
     * @throws OctetException of kind FILE if there is no such path; of kind INVALID_DATA if it holds no samples or
     *     several kinds; of kind CONFIGURATION if preprocessing or settings are wrong or do not suit the model
     */
    public static DataSource open(Path path, List<Value> modelInputs, DataSettings settings) {
        if (!Files.exists(path)) {
            throw new OctetException(
                    Kind.FILE, "Expected calibration data in %s, got no such file or folder".formatted(path));
        }
        DataContext context = DataContext.of(path, new ModelInputs(modelInputs), settings);
        return Files.isDirectory(path) ? folder(FolderFiles.of(path), context) : file(path, context);
    }

    private static DataSource folder(FolderFiles files, DataContext context) {
        Map<DataKind, List<NamedFile>> kinds = files.byKind();
        context.settings().kind().ifPresent(only -> kinds.keySet().retainAll(List.of(only)));
        if (kinds.keySet().stream().anyMatch(kind -> !kind.isIncidental())) {
            kinds.keySet().removeIf(DataKind::isIncidental);
        }
        if (kinds.isEmpty()) {
            throw OctetException.invalidData("No samples in the folder %s: expected %s, got %s"
                    .formatted(files.folder(), expected(context.settings()), files.summary()));
        }
        if (kinds.size() > 1) {
            throw OctetException.invalidData(
                    "Expected one kind of samples in the folder %s, got %s; keep one or say which to take"
                            .formatted(files.folder(), summary(kinds)));
        }
        Map.Entry<DataKind, List<NamedFile>> only = kinds.entrySet().iterator().next();
        return source(only.getKey(), only.getValue(), files.folder(), context);
    }

    private static String expected(DataSettings settings) {
        return settings.kind()
                .map(DataKind::plural)
                .orElse("images (.jpg, .png, .bmp, .gif), .npy, .npz, .pb, .wav, .csv, .tsv, .jsonl or .txt files");
    }

    private static String summary(Map<DataKind, List<NamedFile>> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue().size() + " " + kind.getKey().plural())
                .collect(Collectors.joining(" and "));
    }

    private static DataSource source(DataKind kind, List<NamedFile> files, Path where, DataContext context) {
        List<Sample> samples = switch (kind) {
            case IMAGES, NPY, NPZ -> FileReaders.samples(kind, files, context);
            case TENSORS -> TestDataSets.samples(where, files, context.model());
            case WAV -> Recordings.samples(files, context);
            case TABLES, JSON_LINES, TEXT -> Lines.samples(kind, files, context);
            case IDX ->
                throw OctetException.invalidData(
                        "The folder %s holds idx files; name the one with the images instead: %s"
                                .formatted(
                                        where,
                                        files.stream().map(NamedFile::name).toList()));
        };
        return DataSource.of(samples, samples.size() + " samples, " + kind.plural() + " in " + where);
    }

    private static DataSource file(Path file, DataContext context) {
        String name = String.valueOf(file.getFileName());
        DataKind kind = context.settings()
                .kind()
                .or(() -> DataKind.of(name))
                .orElseThrow(() -> OctetException.invalidData(
                        "Expected a folder of samples, or a file that holds some (%s), got %s"
                                .formatted(".npy, .npz, idx, .wav, .csv, .tsv, .jsonl, .txt or an image", file)));
        if (kind == DataKind.NPY || kind == DataKind.NPZ || kind == DataKind.IDX) {
            return rows(kind, name, file, context);
        }
        return source(kind, List.of(new NamedFile(name, file)), file, context);
    }

    private static DataSource rows(DataKind kind, String name, Path file, DataContext context) {
        ModelInputs model = context.model();
        try {
            Map<String, Tensor> arrays = switch (kind) {
                case NPY -> Map.of(model.only(kind), NpyReader.read(file));
                case IDX -> Map.of(model.only(kind), IdxReader.read(file));
                default -> NpzReader.read(file);
            };
            ArrayReaders readers = new ArrayReaders(context.preprocessing(), model, kind == DataKind.IDX);
            return RowSource.of(name, arrays, model, readers);
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.INVALID_DATA, "%s cannot be used: %s".formatted(file, Reasons.of(failure)), failure);
        }
    }
}
