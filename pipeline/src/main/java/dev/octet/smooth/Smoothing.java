package dev.octet.smooth;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.prepare.Prepared;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Moves what makes values hard to quantize into the weights behind them, where samples show that this helps. */
public final class Smoothing {
    /** The name in reports. */
    public static final String NAME = "SmoothOutliers";

    /** Which channels are the large ones is a property of the model, which few samples show. */
    private static final int SAMPLES = 32;

    private Smoothing() {}

    /**
     * The model with smoothed values; it computes the same. The trace gets a line for each of them.
     *
     * @param constants inputs that are the same for every sample
     */
    public static Prepared smooth(Prepared prepared, DataSource data, Map<String, Tensor> constants) {
        Model model = prepared.model();
        List<SmoothSite> sites = SmoothSites.of(model.graph());
        if (sites.isEmpty()) {
            return prepared;
        }
        Map<String, ChannelStatistics> statistics = observe(model, sites, data, constants);
        ScaledModel scaled = new ScaledModel(model, "_smoothed");
        for (SmoothSite site : sites) {
            ChannelStatistics seen = Objects.requireNonNull(statistics.get(site.value()));
            if (seen.isComplete()) {
                new SmoothFactors(site, seen, model.graph()).best().ifPresent(factors -> {
                    scale(scaled, site, factors);
                    prepared.trace().applied(NAME, producer(model, site).label());
                });
            }
        }
        return scaled.isUnchanged() ? prepared : scaled.result(prepared);
    }

    private static Node producer(Model model, SmoothSite site) {
        return model.graph().uses().producer(site.value()).orElseThrow();
    }

    /** A sample that cannot be used is left out here, for calibration tells of it. */
    private static Map<String, ChannelStatistics> observe(
            Model model, List<SmoothSite> sites, DataSource data, Map<String, Tensor> constants) {
        Map<String, ChannelStatistics> statistics = new LinkedHashMap<>();
        sites.forEach(site -> statistics.put(site.value(), new ChannelStatistics(site.channels())));
        try (Session session = Session.open(exposing(model, statistics.keySet()), SessionSettings.defaults())) {
            Set<String> inputs = session.inputs().stream().map(Value::name).collect(Collectors.toSet());
            int left = SAMPLES;
            for (Sample sample : data) {
                if (left-- == 0) {
                    break;
                }
                run(session, sample, inputs, constants, statistics);
            }
        }
        return statistics;
    }

    private static void run(
            Session session,
            Sample sample,
            Set<String> inputs,
            Map<String, Tensor> constants,
            Map<String, ChannelStatistics> statistics) {
        try {
            Map<String, Tensor> given = new LinkedHashMap<>(constants);
            given.putAll(sample.inputs());
            given.keySet().retainAll(inputs);
            Map<String, Tensor> seen = session.run(given);
            statistics.forEach((value, channels) -> channels.observe(Objects.requireNonNull(seen.get(value))));
        } catch (OctetException failure) {
            if (failure.kind() != Kind.INVALID_DATA && failure.kind() != Kind.RUNTIME) {
                throw failure;
            }
        }
    }

    private static Model exposing(Model model, Set<String> values) {
        List<Value> outputs = values.stream()
                .map(value -> Value.of(value, ValueType.UNDECLARED))
                .toList();
        return model.withGraph(model.graph().toBuilder().outputs(outputs).build());
    }

    private static void scale(ScaledModel scaled, SmoothSite site, float[] factors) {
        float[] inverse = new float[factors.length];
        for (int i = 0; i < factors.length; i++) {
            inverse[i] = 1 / factors[i];
        }
        site.scaled().forEach(constant -> scaled.scale(constant, inverse));
        site.weights().forEach(constant -> scaled.scale(constant, factors));
        site.values().forEach(scaled::rename);
    }
}
