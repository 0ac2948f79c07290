package dev.octet.calibrate.data;

import dev.octet.calibrate.array.NpyReader;
import dev.octet.calibrate.array.NpzReader;
import dev.octet.calibrate.image.ImageDecoder;
import dev.octet.calibrate.image.ImagePreprocessor;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Readers of the kinds in which each file is a sample. */
final class FileReaders {
    private FileReaders() {}

    /** Reads the tensors of one sample from its file; a failure goes on after "Sample 'x' cannot be used: ". */
    @FunctionalInterface
    private interface FileReader {
        Map<String, Tensor> read(Path file) throws IOException;
    }

    /** One sample a file, in their order. */
    static List<Sample> samples(DataKind kind, List<NamedFile> files, DataContext context) {
        FileReader reader = reader(kind, context);
        return files.stream()
                .<Sample>map(file ->
                        new LazySample(file.name(), file.group(), context.model(), () -> reader.read(file.path())))
                .toList();
    }

    private static FileReader reader(DataKind kind, DataContext context) {
        ModelInputs model = context.model();
        ArrayReaders arrays = new ArrayReaders(context.preprocessing(), model, false);
        return switch (kind) {
            case IMAGES -> images(context);
            case NPY -> {
                String input = model.only(kind);
                yield path -> arrays.convert(Map.of(input, NpyReader.read(path)));
            }
            case NPZ -> path -> arrays.convert(NpzReader.read(path));
            default -> throw new IllegalStateException("No file of " + kind + " is a sample by itself");
        };
    }

    private static FileReader images(DataContext context) {
        String input = context.model().only(DataKind.IMAGES);
        ImagePreprocessor preprocessor =
                new ImagePreprocessor(context.preprocessing(), context.model().type(input));
        boolean upright = context.preprocessing().upright().orElse(true);
        return path -> Map.of(input, preprocessor.apply(ImageDecoder.decode(Files.readAllBytes(path), upright)));
    }
}
