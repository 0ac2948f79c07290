package dev.octet.runtime;

import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ONNX Runtime really runs of a model: read from the graph that it writes after its optimizations, not guessed.
 *
 * <p>The graph is taken at the level {@link OptimizationLevel#EXTENDED}: all fusions of quantized operators happen
 * there, and the last level only changes the layout of tensors.
 *
 * @param nodes one entry for each node of the model's main graph, in its order, QuantizeLinear and DequantizeLinear
 *     left out
 * @param operators how many nodes of each operator the optimized graph has, by name
 * @param conversions number of QuantizeLinear and DequantizeLinear nodes left in the optimized graph
 */
public record FusionReport(List<NodeKernel> nodes, Map<String, Integer> operators, int conversions) {
    /** Copies the collections. */
    public FusionReport {
        nodes = List.copyOf(nodes);
        operators = Collections.unmodifiableMap(new LinkedHashMap<>(operators));
    }

    /** How a node is run. */
    public enum Kernel {
        /** By a kernel that computes on integers, or moves them. */
        INTEGER,
        /** By a kernel that computes on floats, or on what was no float before quantization. */
        FLOAT,
        /** Not at all, or as a part of another node. */
        GONE
    }

    /**
     * How one node is run.
     *
     * @param node the node of the model
     * @param kernel what runs it
     */
    public record NodeKernel(Node node, Kernel kernel) {}

    /**
     * Loads a model and reads what ONNX Runtime makes of it.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses the model
     */
    public static FusionReport of(Model model, SessionSettings settings) {
        NumberedNodes numbered = NumberedNodes.of(model);
        Model optimized = optimize(numbered.model(), settings);
        Map<String, Integer> operators = new TreeMap<>();
        int conversions = 0;
        for (Node node : optimized.graph().nodes()) {
            operators.merge(node.operator().toString(), 1, Integer::sum);
            conversions += IntegerKernels.converts(node.operator()) ? 1 : 0;
        }
        return new FusionReport(numbered.kernels(optimized.graph()), operators, conversions);
    }

    /** How many nodes of the model's own operators run on integers, by operator in alphabetical order. */
    public Map<String, Integer> integerNodes() {
        Map<String, Integer> counts = new TreeMap<>();
        nodes.stream()
                .filter(entry -> entry.kernel() == Kernel.INTEGER)
                .forEach(entry -> counts.merge(entry.node().operator().toString(), 1, Integer::sum));
        return counts;
    }

    /** Whether a node of the model is listed in {@link #nodes}: any but those that only convert. */
    public static boolean lists(Node node) {
        return !IntegerKernels.converts(node.operator());
    }

    /** How many nodes are run in a way. */
    public int count(Kernel kernel) {
        return (int) nodes.stream().filter(entry -> entry.kernel() == kernel).count();
    }

    private static Model optimize(Model model, SessionSettings settings) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            // Nothing is run, for which more threads would only be started and wait.
            SessionSettings writing = settings.withLevel(OptimizationLevel.EXTENDED)
                    .withThreads(1)
                    .withOptimizedModel(folder.path().resolve("optimized.onnx"));
            Session.open(model, writing).close();
            // Weights are not looked at, so it does not matter that mapped ones go away with the folder.
            return OnnxReader.read(folder.path().resolve("optimized.onnx"));
        }
    }
}
