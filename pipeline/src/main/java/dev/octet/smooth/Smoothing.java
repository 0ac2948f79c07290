package dev.octet.smooth;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.prepare.Prepared;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Moves what makes values hard to quantize into the weights behind them, where samples show that this helps. */
public final class Smoothing {
    /** The name in reports. */
    public static final String NAME = "SmoothOutliers";

    /** Which channels are the large ones is a property of the model, which few samples show. */
    private static final int SAMPLES = 32;

    private final Model model;
    private final Names names;
    private final IdentityHashMap<Node, Node> changed = new IdentityHashMap<>();
    private final List<Initializer> added = new ArrayList<>();
    /** What follows a node, by the node. */
    private final IdentityHashMap<Node, Node> inserted = new IdentityHashMap<>();
    /** Of each value that a Mul makes, the value that it scales. */
    private final Map<String, String> multiplied = new LinkedHashMap<>();
    /** Scaled values get new names, so that nobody takes them for what they were. */
    private final Map<String, String> renamed = new HashMap<>();

    private Smoothing(Model model) {
        this.model = model;
        this.names = Names.of(model);
    }

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
        Map<String, ChannelStatistics> statistics = observe(model, sites, data, constants);
        Smoothing smoothing = new Smoothing(model);
        for (SmoothSite site : sites) {
            ChannelStatistics seen = Objects.requireNonNull(statistics.get(site.value()));
            if (seen.isComplete()) {
                new SmoothFactors(site, seen, model.graph()).best().ifPresent(factors -> {
                    smoothing.scale(site, factors);
                    prepared.trace().applied(NAME, producer(model, site).label());
                });
            }
        }
        return smoothing.changed.isEmpty() ? prepared : smoothing.result(prepared);
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

    private void scale(SmoothSite site, float[] factors) {
        float[] inverse = new float[factors.length];
        for (int i = 0; i < factors.length; i++) {
            inverse[i] = 1 / factors[i];
        }
        if (site.needsMul()) {
            insertMul(site, inverse);
        }
        site.scaled().forEach(constant -> replace(constant, inverse));
        site.weights().forEach(constant -> replace(constant, factors));
        site.values().forEach(value -> renamed.put(value, names.fresh(value + "_smoothed")));
    }

    private void insertMul(SmoothSite site, float[] inverse) {
        String smoothed = names.fresh(site.value() + "_smoothed");
        String factors = names.fresh(smoothed + "_factors");
        added.add(Initializer.of(factors, Tensor.ofFloats(Shape.of(inverse.length), inverse)));
        List<String> inputs = List.of(site.value(), factors);
        Node mul = Node.of(names.fresh(smoothed + "_Mul"), "Mul", inputs, List.of(smoothed), Map.of());
        inserted.put(producer(model, site), mul);
        for (ChannelConstant weight : site.weights()) {
            changed.put(weight.node(), weight.node().withInput(0, smoothed));
        }
        multiplied.put(smoothed, site.value());
    }

    private void replace(ChannelConstant constant, float[] factors) {
        String name = names.fresh(constant.name() + "_smoothed");
        added.add(Initializer.of(name, constant.times(factors, model.graph())));
        Node node = changed.getOrDefault(constant.node(), constant.node());
        changed.put(constant.node(), node.withInput(constant.slot(), name));
    }

    private Prepared result(Prepared prepared) {
        Graph graph = model.graph();
        List<Node> nodes = graph.nodes().stream()
                .flatMap(node -> Stream.concat(Stream.of(node), Stream.ofNullable(inserted.get(node))))
                .map(node -> withNewNames(changed.getOrDefault(node, node)))
                .toList();
        List<Initializer> initializers = new ArrayList<>(graph.initializers().values());
        initializers.addAll(added);
        Graph all = graph.toBuilder().nodes(nodes).initializers(initializers).build();
        List<Initializer> read = initializers.stream()
                .filter(initializer -> isKept(all, initializer.name()))
                .toList();
        Model smooth = model.withGraph(all.toBuilder().initializers(read).build());
        Map<String, ValueType> types = new LinkedHashMap<>();
        prepared.types().forEach((value, type) -> types.put(newName(value), type));
        multiplied.forEach((smoothed, value) ->
                Optional.ofNullable(prepared.types().get(value)).ifPresent(type -> types.put(smoothed, type)));
        return new Prepared(smooth, prepared.trace(), prepared.notes(), types);
    }

    private Node withNewNames(Node node) {
        Node read = node.withInputs(node.inputs().stream().map(this::newName).toList());
        return read.withOutputs(node.outputs().stream().map(this::newName).toList());
    }

    private String newName(String value) {
        return renamed.getOrDefault(value, value);
    }

    private boolean isKept(Graph all, String initializer) {
        return all.uses().count(initializer) > 0
                || all.uses().isInput(initializer)
                || model.graph().uses().count(initializer) == 0;
    }
}
