package dev.octet.compare.label;

import dev.octet.calibrate.array.IdxReader;
import dev.octet.calibrate.array.NpyReader;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Labels from a file: those of a table that names the samples go by name, all others by row, in the order of the
 * samples. Where there are twice as many samples as rows, two samples are a pair, and the second of each gets the
 * label.
 */
public final class Labels {
    private Labels() {}

    /**
     * The samples with their labels.
     *
     * @param file a {@code .npy} or idx array with a label a row of its first axis, or a table (.csv, .tsv)
     * @param column of a table: its name, or its number from 1; the last one if empty
     * @throws OctetException of kind FILE if there is no such file, of kind INVALID_DATA if it cannot be read or has
     *     another number of labels, of kind CONFIGURATION if there is no such column
     */
    public static DataSource attach(DataSource data, Path file, Optional<String> column) {
        if (!Files.isRegularFile(file)) {
            throw new OctetException(Kind.FILE, "Expected labels in %s, got no such file".formatted(file));
        }
        List<Sample> samples = new ArrayList<>();
        data.forEach(samples::add);
        String name = String.valueOf(file.getFileName());
        try {
            if (!name.endsWith(".csv") && !name.endsWith(".tsv")) {
                Tensor array = IdxReader.isIdxName(name) ? IdxReader.read(file) : NpyReader.read(file);
                return byRow(data, samples, rows(array), file);
            }
            LabelTable table = LabelTable.read(file, column);
            Optional<int[]> named =
                    new SampleNames(table).rows(samples.stream().map(Sample::id).toList());
            return named.isPresent()
                    ? byName(data, samples, table.cells(named.get()).numbersOrClasses(), file)
                    : byRow(data, samples, table.inOrder().numbers(), file);
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.INVALID_DATA,
                    "The labels in %s cannot be used: %s".formatted(file, failure.getMessage()),
                    failure);
        }
    }

    private static DataSource byName(DataSource data, List<Sample> samples, List<Tensor> labels, Path file) {
        List<Sample> labelled = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            labelled.add(new LabelledSample(samples.get(i), labels.get(i)));
        }
        return DataSource.of(labelled, "%s, labels by name in %s".formatted(data.description(), file));
    }

    private static DataSource byRow(DataSource data, List<Sample> samples, List<Tensor> labels, Path file) {
        if (labels.isEmpty() || (samples.size() != labels.size() && samples.size() != 2 * labels.size())) {
            throw OctetException.invalidData(
                    "Expected as many labels in %s as there are samples, or one for each two; got %d labels for %d samples"
                            .formatted(file, labels.size(), samples.size()));
        }
        int each = samples.size() / labels.size();
        List<Sample> labelled = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            boolean last = i % each == each - 1;
            labelled.add(last ? new LabelledSample(samples.get(i), labels.get(i / each)) : samples.get(i));
        }
        return DataSource.of(labelled, "%s, labels by row in %s".formatted(data.description(), file));
    }

    private static List<Tensor> rows(Tensor array) throws IOException {
        if (array.shape().rank() == 0) {
            throw new IOException("expected one label a row, got " + array);
        }
        long[] dimensions = array.shape().dimensions();
        Shape row = Shape.of(Arrays.copyOfRange(dimensions, 1, dimensions.length));
        int bytes = Math.toIntExact(array.type().byteSize(row.elementCount()));
        List<Tensor> rows = new ArrayList<>();
        for (long i = 0; i < dimensions[0]; i++) {
            rows.add(new Tensor(
                    array.type(), row, TensorData.ofBuffer(array.data().slice(i * bytes, bytes))));
        }
        return rows;
    }
}
