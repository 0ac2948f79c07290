package dev.octet.bias;

import dev.octet.calibrate.FewSamples;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.insert.Inserted;
import dev.octet.place.Plan;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Changes biases so that the channels of results have the mean that they have in the float model.
 *
 * <p>One node after the other, in the order in which they run, each measured with those in front of it corrected:
 * errors of means add up from node to node, and what was taken off once must not be taken off again. Which result has
 * which mean is observed before limits and rounding cut anything off.
 *
 * <p>Source: M. Nagel et al., Data-Free Quantization Through Weight Equalization and Bias Correction, 2019, section 4.2
 * and appendix D (with data).
 */
public final class BiasCorrection {
    /** Means over positions and samples need few samples. */
    private static final int SAMPLES = 16;

    private static final long SEED = 1;
    /** Bytes that values of a run may take that later nodes read. */
    private static final long MEMORY = 64L << 20;

    private final List<Shown> shown;
    private final Map<String, Tensor> constants;

    /** A sample and the means that it showed in the float model, by the name of the result. */
    private record Shown(Sample sample, Map<String, double[]> means) {}

    private BiasCorrection(List<Shown> shown, Map<String, Tensor> constants) {
        this.shown = shown;
        this.constants = constants;
    }

    /** Leaves biases as they are. */
    public static BiasCorrection none() {
        return new BiasCorrection(List.of(), Map.of());
    }

    /**
     * Looks at the float model.
     *
     * @param plan what is corrected quantizes no more nodes than this
     * @param constants inputs that are the same for every sample
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails
     */
    public static BiasCorrection observe(Model prepared, Plan plan, DataSource data, Map<String, Tensor> constants) {
        FloatMeans means = new FloatMeans(prepared, BiasSite.planned(plan));
        List<Shown> shown = new ArrayList<>();
        if (!means.isEmpty()) {
            FewSamples.run(
                    means.model(),
                    SampleChoice.spread(data, SAMPLES, SEED),
                    SAMPLES,
                    constants,
                    (sample, outputs) -> shown.add(new Shown(sample, means.of(outputs))));
        }
        return new BiasCorrection(shown, constants);
    }

    /** Whether it leaves every bias as it is. */
    public boolean isNone() {
        return shown.isEmpty();
    }

    /**
     * A quantized model with other biases.
     *
     * @param plan what was carried out
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails
     */
    public Inserted correct(Plan plan, Inserted inserted) {
        Graph graph = inserted.model().graph();
        List<BiasSite> sites = BiasSite.in(plan, graph);
        if (isNone() || sites.isEmpty()) {
            return inserted;
        }
        StagedRun run =
                new StagedRun(inserted.model(), shown.stream().map(this::inputs).toList(), MEMORY);
        Map<String, Tensor> codes = new HashMap<>();
        for (BiasSite site : sites) {
            List<Tensor> results = run.runTo(site.node());
            if (results.isEmpty()) {
                break;
            }
            double[] missing = missing(site, results);
            if (missing.length == graph.constant(site.codes()).orElseThrow().elementCount()) {
                BiasChange change = BiasChange.of(site, graph, missing);
                codes.put(site.codes(), change.codes());
                run.replace(
                        site.node().output(),
                        results.parallelStream().map(change::addedTo).toList());
            }
        }
        return CorrectedBiases.in(inserted, sites, codes);
    }

    private Map<String, Tensor> inputs(Shown each) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(constants);
        inputs.putAll(each.sample().inputs());
        return inputs;
    }

    /** What each channel's mean lacks. */
    private double[] missing(BiasSite site, List<Tensor> results) {
        List<double[]> means = results.parallelStream().map(ChannelMean::of).toList();
        double[] missing = new double[Math.toIntExact(results.get(0).shape().dimension(1))];
        for (int sample = 0; sample < means.size(); sample++) {
            double[] exact = Objects.requireNonNull(shown.get(sample).means().get(site.value()));
            double[] coded = means.get(sample);
            for (int channel = 0; channel < missing.length; channel++) {
                missing[channel] += (exact[channel] - coded[channel]) / means.size();
            }
        }
        return missing;
    }
}
