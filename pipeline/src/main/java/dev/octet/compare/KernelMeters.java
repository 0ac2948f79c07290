package dev.octet.compare;

import java.util.Optional;

/** Measures {@link KernelFidelity} over the first samples. */
final class KernelMeters {
    private final int wanted;
    private final OutputMeters asRun = new OutputMeters();
    private final OutputMeters asWritten = new OutputMeters();
    private final OutputMeters kernels = new OutputMeters();
    private int samples;

    KernelMeters(int wanted) {
        this.wanted = wanted;
    }

    boolean wants() {
        return samples < wanted;
    }

    void add(ModelPair.Outputs run, ModelPair.Outputs written) {
        samples++;
        asRun.add(run.reference(), run.quantized());
        asWritten.add(written.reference(), written.quantized());
        kernels.add(written.quantized(), run.quantized());
    }

    Optional<KernelFidelity> result() {
        return samples == 0
                ? Optional.empty()
                : Optional.of(new KernelFidelity(samples, asRun.results(), asWritten.results(), kernels.results()));
    }
}
