package dev.octet.insert;

import dev.octet.affine.Affine;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Use;
import dev.octet.place.NodePlan;
import dev.octet.place.Parameters.Shared;
import dev.octet.place.Plan;
import dev.octet.place.ValuePlan;
import dev.octet.rounding.WeightRounding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Carries out a plan.
 *
 * <pre>{@code
 * y = Conv(x, W, b)   ->   xq = QuantizeLinear(x);  xd = DequantizeLinear(xq)
 *                          Wd = DequantizeLinear(W_quantized) {axis=0};  bd = DequantizeLinear(b_quantized) {axis=0}
 *                          y_float = Conv(xd, Wd, bd)
 *                          yq = QuantizeLinear(y_float);  y = DequantizeLinear(yq)
 * }</pre>
 *
 * <p>A value that an integer kernel computes is used through its one QuantizeLinear by everyone, graph outputs and
 * subgraphs too, or ONNX Runtime would not fuse the kernel. They read a DequantizeLinear that bears the value's old
 * name, so the signature stays and no subgraph has to change.
 */
public final class QdqInserter {
    /**
     * Nodes whose constants are quantized in parallel. A constant that many nodes share is quantized for each of them.
     */
    private static final int AT_A_TIME = 32;

    private final Graph graph;
    private final Plan plan;
    private final Map<String, Affine> maps;
    private final ConstantQuantizer quantizer;
    private final QdqPairs pairs;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, String> dequantized = new HashMap<>();
    private final IdentityHashMap<Node, NodePlan> plans = new IdentityHashMap<>();

    private QdqInserter(Model model, Plan plan, Map<String, Affine> maps, WeightRounding rounding) {
        this.graph = model.graph();
        this.plan = plan;
        this.maps = maps;
        this.quantizer = new ConstantQuantizer(graph, maps, rounding);
        this.pairs = new QdqPairs(Names.of(model), model.opset());
        plan.nodes().forEach(node -> plans.put(node.node(), node));
    }

    /**
     * The quantized model.
     *
     * @param model the model that the plan was made for
     * @param ranges the range of every value in {@link Plan#observed()}
     * @throws IllegalArgumentException if a range is missing
     */
    public static Inserted insert(Model model, Plan plan, Map<String, Range> ranges) {
        return insert(model, plan, ranges, Map.of(), WeightRounding.nearest());
    }

    /**
     * As {@link #insert(Model, Plan, Map)}, with some values coded otherwise than the target says.
     *
     * @param schemes how, by the value's name
     * @param rounding how weights are rounded
     */
    public static Inserted insert(
            Model model, Plan plan, Map<String, Range> ranges, Map<String, Scheme> schemes, WeightRounding rounding) {
        if (plan.isEmpty()) {
            return new Inserted(model, Map.of(), List.of());
        }
        QdqInserter inserter = new QdqInserter(model, plan, ActivationMaps.of(plan, ranges, schemes), rounding);
        Graph graph = inserter.run();
        if (plan.target().conventions().onnxRuntime()) {
            graph = new KeptFloat(graph, plan.values().keySet()).apply();
        }
        Model quantized = model.withGraph(graph);
        boolean usesContrib =
                graph.nodes().stream().anyMatch(node -> node.operator().domain().equals(Operator.MICROSOFT));
        return new Inserted(
                usesContrib && !model.opsetImports().containsKey(Operator.MICROSOFT)
                        ? quantized.withOpset(Operator.MICROSOFT, 1)
                        : quantized,
                inserter.maps,
                inserter.pairs.stored());
    }

    private Graph run() {
        graph.inputs().forEach(input -> convert(input.name(), input.name()));
        for (int start = 0; start < plan.nodes().size(); start += AT_A_TIME) {
            List<NodePlan> some = plan.nodes()
                    .subList(start, Math.min(start + AT_A_TIME, plan.nodes().size()));
            List<Map<Integer, QuantizedConstant>> constants =
                    some.parallelStream().map(quantizer::of).toList();
            for (int i = 0; i < constants.size(); i++) {
                add(some.get(i), constants.get(i));
            }
        }
        List<Initializer> initializers = new ArrayList<>(graph.initializers().values());
        initializers.addAll(pairs.initializers());
        Graph all = graph.toBuilder().nodes(nodes).initializers(initializers).build();
        List<Initializer> read = initializers.stream()
                .filter(initializer -> isKept(all, initializer.name()))
                .toList();
        return all.toBuilder().initializers(read).build();
    }

    /** An initializer that only quantized nodes read is not needed any more; one that nothing read is not ours. */
    private boolean isKept(Graph all, String initializer) {
        return all.uses().count(initializer) > 0
                || all.uses().isInput(initializer)
                || graph.uses().count(initializer) == 0;
    }

    private void add(NodePlan plan, Map<Integer, QuantizedConstant> constants) {
        Node node = plan.node();
        for (int slot : plan.dequantized()) {
            String value = node.inputs().get(slot);
            node = node.withInput(slot, Objects.requireNonNull(dequantized.get(value)));
        }
        for (Map.Entry<Integer, QuantizedConstant> constant : constants.entrySet()) {
            node = node.withInput(constant.getKey(), pairs.store(constant.getValue(), nodes));
        }
        List<String> outputs = node.outputs().stream().map(this::nameAtSource).toList();
        nodes.add(outputs.equals(node.outputs()) ? node : node.withOutputs(outputs));
        for (int slot = 0; slot < outputs.size(); slot++) {
            convert(plan.node().outputs().get(slot), outputs.get(slot));
        }
    }

    /** What the producer calls a value: another name where a DequantizeLinear is to bear the old one. */
    private String nameAtSource(String value) {
        ValuePlan planned = plan.values().get(value);
        return planned != null && planned.atSource() && hasFloatReader(value) ? pairs.name(value, "_float") : value;
    }

    /** Puts the conversions of a value behind its producer. */
    private void convert(String value, String atSource) {
        ValuePlan planned = plan.values().get(value);
        if (planned == null) {
            return;
        }
        Affine map = Objects.requireNonNull(maps.get(value));
        String owner = planned.parameters() instanceof Shared shared ? shared.with() : value;
        String codes = pairs.name(value, "_quantized");
        nodes.add(pairs.quantize(atSource, codes, value, owner, map));
        if (graph.uses().of(value).stream().anyMatch(this::isIntegerUse)) {
            String output = pairs.name(value, "_dequantized");
            nodes.add(pairs.dequantize(codes, output, value, owner, map));
            dequantized.put(value, output);
        }
        if (!atSource.equals(value)) {
            nodes.add(pairs.dequantize(codes, value, value, owner, map));
        }
    }

    private boolean hasFloatReader(String value) {
        return graph.uses().isOutput(value) || graph.uses().of(value).stream().anyMatch(use -> !isIntegerUse(use));
    }

    private boolean isIntegerUse(Use use) {
        return Objects.requireNonNull(plans.get(use.node())).dequantized().contains(use.slot());
    }
}
