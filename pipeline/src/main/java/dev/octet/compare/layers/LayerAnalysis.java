package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.PreparationSettings;
import dev.octet.prepare.constant.ReplaceConstantNode;
import dev.octet.progress.Progress;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.FusionReport.NodeKernel;
import dev.octet.runtime.SessionSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out where the error of a quantized model comes from, given nothing but the two models and samples.
 *
 * <p>Error in place is what both models differ by at a tensor, and is mostly inherited from tensors before. Error alone
 * is what quantizing one tensor or weight does to the float model's outputs; that is what culprits are ranked by.
 *
 * <p>The float model is compared as it is or as Octet prepares it, whichever has more of the quantized model's values:
 * after BatchNormalization was folded, for example, the weights are others.
 */
public final class LayerAnalysis {
    /**
     * A constant this near to its float values, in dB, is not measured alone: its error is below that of float16, which
     * has 11 bits of precision at 6.02 dB each. Biases of 32 bits are far beyond.
     */
    private static final double EXACT = 66;

    private final Model reference;
    private final Model quantized;
    private final MatchingPoints points;
    private final LayerSettings settings;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    private LayerAnalysis(
            Model reference, Model quantized, MatchingPoints points, LayerSettings settings, Progress progress) {
        this.reference = reference;
        this.quantized = quantized;
        this.points = points;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Measures every tensor and weight that is quantized with QuantizeLinear and DequantizeLinear.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if there are no samples or one does not fit; of kind
     *     RUNTIME if ONNX Runtime fails; of kind CANCELLED
     */
    public static LayerReport of(
            Model floatModel, Model quantized, DataSource data, LayerSettings settings, Progress progress) {
        // Scales may come from Constant nodes, as some exporters write them.
        Model coded = new RulePass(List.of(new ReplaceConstantNode())).apply(quantized, new Trace());
        Model prepared =
                Preparation.prepare(floatModel, PreparationSettings.defaults()).model();
        MatchingPoints asPrepared = MatchingPoints.of(prepared, coded);
        MatchingPoints asIs = MatchingPoints.of(floatModel, coded);
        boolean original = asIs.matched() > asPrepared.matched();
        return new LayerAnalysis(
                        original ? floatModel : prepared, coded, original ? asIs : asPrepared, settings, progress)
                .run(new Samples(data, settings));
    }

    private LayerReport run(Samples samples) {
        noteUnmatched();
        Map<String, InPlaceError> inPlace =
                new InPlaceErrors(reference, quantized, samples, settings).measure(points.tensors());
        WeightErrors errors = new WeightErrors(reference, quantized);
        List<WeightLayer> weights =
                points.weights().stream().map(errors::measure).toList();
        AloneErrors.Measured alone = alone(samples, inPlace, weights);
        List<TensorLayer> tensors = new ArrayList<>();
        for (QuantizedTensor tensor : points.tensors()) {
            InPlaceError error = Objects.requireNonNull(inPlace.get(tensor.name()));
            tensors.add(layer(tensor, error, alone.of(tensors.size())));
        }
        List<WeightLayer> completed = IntStream.range(0, weights.size())
                .mapToObj(i -> weights.get(i).withAlone(alone.of(tensors.size() + i)))
                .toList();
        int count = alone.samples();
        return new LayerReport(
                tensors,
                completed,
                nodes(),
                Culprits.of(tensors, completed),
                WholeError.share(reference, quantized, samples, count, settings),
                samples.count(),
                count,
                notes);
    }

    private void noteUnmatched() {
        IntegerComputation.note(quantized).ifPresent(notes::add);
        int unmatched = points.unmatched().size();
        if (unmatched > 0) {
            notes.add("%d of %d quantized tensors and weights have no match in the float model, such as '%s'."
                    .formatted(
                            unmatched,
                            unmatched + points.matched(),
                            points.unmatched().get(0)));
        } else if (points.matched() == 0) {
            notes.add("No tensor or weight is quantized with QuantizeLinear and DequantizeLinear.");
        }
    }

    private static TensorLayer layer(QuantizedTensor tensor, InPlaceError error, OptionalDouble alone) {
        return new TensorLayer(
                tensor.name(),
                tensor.owner(),
                tensor.producer().map(NodeName::of),
                tensor.depth(),
                tensor.readers().stream().map(NodeName::of).toList(),
                tensor.affine(),
                error,
                alone);
    }

    /** Points are numbered tensors first; those with the largest error of their own are measured first. */
    private AloneErrors.Measured alone(Samples samples, Map<String, InPlaceError> inPlace, List<WeightLayer> weights) {
        List<Double> own = Stream.concat(
                        inPlace.values().stream().map(error -> error.own().sqnr()),
                        weights.stream().map(weight -> weight.own().sqnr()))
                .toList();
        List<Integer> order = IntStream.range(0, own.size())
                .boxed()
                .filter(point -> point < inPlace.size() || own.get(point) < EXACT)
                .sorted(Comparator.comparing(own::get))
                .toList();
        if (order.isEmpty()) {
            return new AloneErrors.Measured(Map.of(), 0);
        }
        AloneErrors.Measured measured = new AloneErrors(
                        SwitchedModel.of(reference, quantized, points.tensors(), points.weights()), settings)
                .measure(samples, order, progress);
        if (measured.byPoint().size() < order.size()) {
            notes.add("In %d s, %d of %d tensors and weights were measured alone, those with the largest errors first."
                    .formatted(
                            settings.aloneTime().toSeconds(), measured.byPoint().size(), order.size()));
        }
        return measured;
    }

    private List<NodeLayer> nodes() {
        List<NodeKernel> kernels =
                FusionReport.of(quantized, SessionSettings.defaults()).nodes();
        return IntStream.range(0, kernels.size())
                .mapToObj(depth -> new NodeLayer(
                        NodeName.of(kernels.get(depth).node()),
                        depth,
                        kernels.get(depth).kernel()))
                .toList();
    }
}
