package dev.octet.calibrate.data;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Samples that lie along the first axis of the arrays of one file. */
final class RowSource {
    private RowSource() {}

    /**
     * One sample a row, or just one where the arrays are a sample already: where each has one dimension less than the
     * model's input, or fits an input whose first dimension is a number above 1.
     *
     * @param file how to name the file to a person
     */
    static DataSource of(String file, Map<String, Tensor> arrays, ModelInputs model, ArrayReaders readers) {
        if (arrays.entrySet().stream().allMatch(array -> isOneSample(array.getKey(), array.getValue(), model))) {
            Sample only = new LazySample(file, "", model, () -> readers.convert(arrays));
            return DataSource.of(List.of(only), "1 sample in " + file);
        }
        int rows = rows(file, arrays);
        List<Sample> samples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Map<String, Tensor> one = row(arrays, row);
            samples.add(new LazySample(
                    String.format(Locale.ROOT, "%s[%d]", file, row), "", model, () -> readers.convert(one)));
        }
        return DataSource.of(samples, String.format(Locale.ROOT, "%d rows of %s", rows, file));
    }

    private static boolean isOneSample(String name, Tensor array, ModelInputs model) {
        if (!model.names().contains(name)) {
            return false;
        }
        TensorType type = model.type(name);
        List<Dimension> dimensions = type.dimensions().orElse(List.of());
        if (dimensions.isEmpty() || array.type() != type.element()) {
            return array.shape().rank() == 0;
        }
        boolean fixedBatch = dimensions.get(0) instanceof Dimension.Known known && known.size() > 1;
        return array.shape().rank() == dimensions.size() - 1
                || (fixedBatch && ModelInputs.fits(array.shape(), dimensions));
    }

    private static int rows(String file, Map<String, Tensor> arrays) {
        long rows = -1;
        for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
            Shape shape = array.getValue().shape();
            long found = shape.rank() == 0 ? 0 : shape.dimension(0);
            if (rows >= 0 && found != rows) {
                throw OctetException.invalidData(
                        "%s: expected arrays with as many rows as each other, one a sample, got %s"
                                .formatted(file, ModelInputs.described(arrays)));
            }
            rows = found;
        }
        if (rows < 1 || rows > Integer.MAX_VALUE) {
            throw OctetException.invalidData(
                    "%s: expected one sample a row, got no row of %s".formatted(file, ModelInputs.described(arrays)));
        }
        return (int) rows;
    }

    private static Map<String, Tensor> row(Map<String, Tensor> arrays, int row) {
        Map<String, Tensor> rows = new LinkedHashMap<>();
        arrays.forEach((name, array) -> rows.put(name, row(array, row)));
        return rows;
    }

    private static Tensor row(Tensor array, int row) {
        long[] dimensions = array.shape().dimensions();
        Shape shape = Shape.of(Arrays.copyOfRange(dimensions, 1, dimensions.length));
        int bytes = Math.toIntExact(array.type().byteSize(shape.elementCount()));
        TensorData data = TensorData.ofBuffer(array.data().slice((long) row * bytes, bytes));
        return new Tensor(array.type(), shape, data);
    }
}
