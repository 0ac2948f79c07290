package dev.octet.weightonly;

import dev.octet.affine.block.BlockQuantized;
import dev.octet.affine.block.ErrorFeedback;
import dev.octet.affine.block.InputMoments;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Quantizes the products of a model in the order in which they run, each with what samples show of its input in the
 * model so far and in the float model. See {@link ErrorFeedback}.
 *
 * <p>Runs the samples twice for each value that products read, through no more of the models than computes it. The heap
 * holds sums over pairs of the elements that one product reads, and the scales of all; what codes mean is in temporary
 * files.
 */
final class Gptq {
    private final Model original;
    private final WeightOnlySettings settings;
    private final DataSource data;
    private final Names names;
    private final Map<String, BlockQuantized> found = new LinkedHashMap<>();
    private Model current;

    private Gptq(Model model, WeightOnlySettings settings, DataSource data) {
        this.original = model;
        this.settings = settings;
        this.data = data;
        this.names = Names.of(model);
        this.current = model;
    }

    /**
     * The matrices of products.
     *
     * @param products in the order of nodes
     * @throws OctetException of kind INVALID_DATA if there is no sample or one does not fit the model, or if a product
     *     reads values that are not finite; of kind RUNTIME if ONNX Runtime fails
     */
    static KnownWeights find(
            Model model, List<Product> products, WeightOnlySettings settings, DataSource data, Progress progress) {
        Map<String, List<Product>> groups = products.stream()
                .collect(Collectors.groupingBy(
                        product -> product.node().inputs().get(0), LinkedHashMap::new, Collectors.toList()));
        Gptq gptq = new Gptq(model, settings, data);
        progress.started("GPTQ", groups.size());
        try {
            long done = 0;
            for (Map.Entry<String, List<Product>> group : groups.entrySet()) {
                gptq.quantize(group.getKey(), group.getValue());
                progress.advanced(++done);
            }
        } finally {
            progress.finished();
        }
        return new KnownWeights(gptq.found);
    }

    private void quantize(String value, List<Product> products) {
        InputMoments moments = new InputMoments(products.get(0).lines().length());
        try (ValueReader exact = new ValueReader(original, value);
                ValueReader quantized = new ValueReader(current, value)) {
            Iterator<Sample> samples = data.iterator();
            while (samples.hasNext()) {
                some(samples).parallelStream()
                        .map(sample -> new Vectors(quantized.read(sample), exact.read(sample)))
                        .toList()
                        .forEach(vectors -> moments.add(vectors.quantized(), vectors.exact()));
            }
        }
        if (moments.vectors() == 0) {
            throw OctetException.invalidData("No samples to quantize with in " + data.description());
        }
        ErrorFeedback feedback = new ErrorFeedback(moments);
        for (Product product : products) {
            ErrorFeedback.Quantized matrix = feedback.quantize(
                    product.lines(),
                    settings.of(product.node()).scheme(product.lines().length()));
            found.put(product.node().output(), matrix.matrix());
            // From now on the model computes with what the codes mean.
            current = product.on(matrix.meant(), current, names);
        }
    }

    /** As many samples as there are processors; their order stays, so that sums are the same on any number. */
    private static List<Sample> some(Iterator<Sample> samples) {
        List<Sample> taken = new ArrayList<>();
        while (samples.hasNext() && taken.size() < Runtime.getRuntime().availableProcessors()) {
            taken.add(samples.next());
        }
        return taken;
    }

    /** What both models compute for a sample. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Vectors(float[] quantized, float[] exact) {}
}
