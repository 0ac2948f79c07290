package dev.octet.smooth;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.prepare.Prepared;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Moves what makes values hard to quantize into the weights behind them, where samples show that this helps. */
public final class Smoothing {
    /** The name in reports. */
    public static final String NAME = "SmoothOutliers";

    private Smoothing() {}

    /**
     * The model with smoothed values; it computes the same. The trace gets a line for each of them.
     *
     * @param constants inputs that are the same for every sample
     * @param quantized nodes that will be quantized, which is asked for only where smoothing would take a node more
     */
    public static Prepared smooth(
            Prepared prepared, DataSource data, Map<String, Tensor> constants, Supplier<Set<Node>> quantized) {
        Model model = prepared.model();
        List<SmoothSite> sites = worthwhile(SmoothSites.of(model.graph()), quantized);
        if (sites.isEmpty()) {
            return prepared;
        }
        Map<String, Integer> values = new LinkedHashMap<>();
        sites.forEach(site -> values.put(site.value(), site.channels()));
        Map<String, ChannelStatistics> statistics = SeenChannels.of(model, values, data, constants);
        ScaledModel scaled = new ScaledModel(model, "_smoothed");
        for (SmoothSite site : sites) {
            ChannelStatistics seen = Objects.requireNonNull(statistics.get(site.value()));
            if (seen.isComplete()) {
                new SmoothFactors(site, seen, model.graph()).best().ifPresent(factors -> {
                    scale(scaled, site, producer(model, site), factors);
                    prepared.trace().applied(NAME, producer(model, site).label());
                });
            }
        }
        return scaled.isUnchanged() ? prepared : scaled.result(prepared);
    }

    /** A node more is worth it only in front of products that become faster. */
    private static List<SmoothSite> worthwhile(List<SmoothSite> sites, Supplier<Set<Node>> quantized) {
        if (sites.stream().noneMatch(SmoothSite::needsMul)) {
            return sites;
        }
        Set<Node> faster = quantized.get();
        return sites.stream()
                .map(site -> site.needsMul() ? site.among(faster) : site)
                .filter(site -> !site.weights().isEmpty())
                .toList();
    }

    private static Node producer(Model model, SmoothSite site) {
        return model.graph().uses().producer(site.value()).orElseThrow();
    }

    private static void scale(ScaledModel scaled, SmoothSite site, Node producer, float[] factors) {
        float[] inverse = new float[factors.length];
        for (int i = 0; i < factors.length; i++) {
            inverse[i] = 1 / factors[i];
        }
        if (site.needsMul()) {
            List<Node> readers =
                    site.weights().stream().map(ChannelConstant::node).toList();
            scaled.multiply(site.value(), producer, readers, inverse);
        }
        site.scaled().forEach(constant -> scaled.scale(constant, inverse));
        site.weights().forEach(constant -> scaled.scale(constant, factors));
        site.values().forEach(scaled::rename);
    }
}
