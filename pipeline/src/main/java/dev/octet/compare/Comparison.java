package dev.octet.compare;

import dev.octet.compare.layers.LayerReport;
import dev.octet.provenance.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * A float model beside its quantized twin.
 *
 * @param reference the float model's file
 * @param quantized the quantized model's file
 * @param data what the samples were, for people
 * @param samples number of samples
 * @param outputs fidelity of each output, in the model's order
 * @param metrics figures of accuracy, where there are labels or a metric of the user's own
 * @param kernels the error of model and kernels apart, if asked for
 * @param speed times and memory, if asked for
 * @param layers which tensors and weights the error comes from, if asked for
 * @param provenance what the quantized model says it was made from
 * @param threads threads within one operator that both models ran with
 */
public record Comparison(
        ComparedModel reference,
        ComparedModel quantized,
        String data,
        long samples,
        List<OutputFidelity> outputs,
        List<MetricComparison> metrics,
        Optional<KernelFidelity> kernels,
        Optional<Speed> speed,
        Optional<LayerReport> layers,
        Optional<Provenance> provenance,
        int threads) {
    /** Copies the lists. */
    public Comparison {
        outputs = List.copyOf(outputs);
        metrics = List.copyOf(metrics);
    }

    /** Bytes of the quantized model as a share of those of the float model. */
    public double sizeRatio() {
        return (double) quantized.bytes() / reference.bytes();
    }
}
