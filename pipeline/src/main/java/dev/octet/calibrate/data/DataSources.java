package dev.octet.calibrate.data;

import dev.octet.calibrate.array.IdxReader;
import dev.octet.calibrate.array.NpyReader;
import dev.octet.calibrate.array.NpzReader;
import dev.octet.calibrate.image.ImageDecoder;
import dev.octet.calibrate.image.ImagePreprocessor;
import dev.octet.calibrate.image.Preprocessing;
import dev.octet.calibrate.image.PreprocessingYaml;
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
 * <p>A folder may hold images, {@code .npy}, {@code .npz} (keys are input names) or {@code test_data_set_N} folders, in
 * subfolders or not; each file is a sample, in the order of their names. A single {@code .npy}, {@code .npz} or idx
 * file holds one sample a row. A {@code preprocessing.yaml} beside the data is followed.
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
     *     several kinds; of kind CONFIGURATION if the preprocessing is wrong or does not suit the model
     */
    public static DataSource open(Path path, List<Value> modelInputs, DataSettings settings) {
        if (!Files.exists(path)) {
            throw new OctetException(
                    Kind.FILE, "Expected calibration data in %s, got no such file or folder".formatted(path));
        }
        ModelInputs model = new ModelInputs(modelInputs);
        Preprocessing preprocessing = preprocessing(path, settings);
        return Files.isDirectory(path)
                ? folder(FolderFiles.of(path), model, preprocessing, settings)
                : file(path, model, preprocessing);
    }

    /** What the file beside the data says, overridden by the settings. */
    private static Preprocessing preprocessing(Path path, DataSettings settings) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        Path file = folder == null ? path : folder.resolve(PreprocessingYaml.FILE_NAME);
        return Files.isRegularFile(file)
                ? PreprocessingYaml.read(file).overriddenBy(settings.preprocessing())
                : settings.preprocessing();
    }

    private static DataSource folder(
            FolderFiles files, ModelInputs model, Preprocessing preprocessing, DataSettings settings) {
        Map<DataKind, List<String>> kinds = files.byKind();
        settings.kind().ifPresent(only -> kinds.keySet().retainAll(List.of(only)));
        if (kinds.isEmpty()) {
            throw OctetException.invalidData("No samples in the folder %s: expected %s, got %s"
                    .formatted(files.folder(), expected(settings), files.summary()));
        }
        if (kinds.size() > 1) {
            throw OctetException.invalidData(
                    "Expected one kind of samples in the folder %s, got %s; keep one or say which to take"
                            .formatted(
                                    files.folder(),
                                    kinds.entrySet().stream()
                                            .map(kind -> kind.getValue().size() + " "
                                                    + kind.getKey().plural())
                                            .collect(Collectors.joining(" and "))));
        }
        Map.Entry<DataKind, List<String>> only = kinds.entrySet().iterator().next();
        return samples(files, only.getKey(), only.getValue(), model, preprocessing);
    }

    private static String expected(DataSettings settings) {
        return settings.kind().map(DataKind::plural).orElse("images (.jpg, .png, .bmp, .gif), .npy, .npz or .pb files");
    }

    private static DataSource samples(
            FolderFiles files, DataKind kind, List<String> names, ModelInputs model, Preprocessing preprocessing) {
        if (kind == DataKind.IDX) {
            throw OctetException.invalidData("The folder %s holds idx files; name the one with the images instead: %s"
                    .formatted(files.folder(), names));
        }
        List<Sample> samples = kind == DataKind.TENSORS
                ? TestDataSets.samples(files, names, model)
                : eachFile(files, names, reader(kind, model, preprocessing), model);
        return DataSource.of(samples, "%d %s in %s".formatted(samples.size(), kind.plural(), files.folder()));
    }

    private static List<Sample> eachFile(
            FolderFiles files, List<String> names, SampleReader reader, ModelInputs model) {
        return names.stream()
                .<Sample>map(name -> new FileSample(
                        name, FolderFiles.group(name), files.folder().resolve(name), reader, model))
                .toList();
    }

    private static SampleReader reader(DataKind kind, ModelInputs model, Preprocessing preprocessing) {
        return switch (kind) {
            case IMAGES -> imageReader(model, preprocessing);
            case NPY -> {
                String input = model.only(kind);
                ArrayReaders arrays = new ArrayReaders(preprocessing, model, false);
                yield path -> arrays.convert(Map.of(input, NpyReader.read(path)));
            }
            case NPZ -> {
                ArrayReaders arrays = new ArrayReaders(preprocessing, model, false);
                yield path -> arrays.convert(NpzReader.read(path));
            }
            case TENSORS, IDX -> throw new IllegalStateException("No file of " + kind + " is a sample by itself");
        };
    }

    private static SampleReader imageReader(ModelInputs model, Preprocessing preprocessing) {
        String input = model.only(DataKind.IMAGES);
        ImagePreprocessor preprocessor = new ImagePreprocessor(preprocessing, model.type(input));
        boolean upright = preprocessing.upright().orElse(true);
        return path -> Map.of(input, preprocessor.apply(ImageDecoder.decode(Files.readAllBytes(path), upright)));
    }

    private static DataSource file(Path file, ModelInputs model, Preprocessing preprocessing) {
        String name = String.valueOf(file.getFileName());
        DataKind kind = DataKind.of(name)
                .orElseThrow(() -> OctetException.invalidData(
                        "Expected a folder of samples, a .npy, .npz or idx file, or an image, got %s".formatted(file)));
        if (kind == DataKind.IMAGES) {
            Sample only = new FileSample(name, "", file, imageReader(model, preprocessing), model);
            return DataSource.of(List.of(only), "the image " + file);
        }
        try {
            ArrayReaders readers = new ArrayReaders(preprocessing, model, kind == DataKind.IDX);
            return RowSource.of(name, arrays(kind, file, model), model, readers);
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.INVALID_DATA, "%s cannot be used: %s".formatted(file, Reasons.of(failure)), failure);
        }
    }

    private static Map<String, Tensor> arrays(DataKind kind, Path file, ModelInputs model) throws IOException {
        return switch (kind) {
            case NPY -> Map.of(model.only(kind), NpyReader.read(file));
            case IDX -> Map.of(model.only(kind), IdxReader.read(file));
            case NPZ -> NpzReader.read(file);
            case IMAGES, TENSORS ->
                throw OctetException.invalidData("Expected a folder of test_data_set_N folders, got the file " + file);
        };
    }
}
