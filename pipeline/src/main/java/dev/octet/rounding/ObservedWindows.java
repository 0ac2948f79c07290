package dev.octet.rounding;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model that gives the {@link WindowMoments} of convolutions of another one.
 *
 * <pre>{@code
 * p = Conv(x, eye) {group=C}        windows: [N, C * K, ...positions]; left out where they are x itself
 * r = Reshape(p, [0, G, C / G * K, -1])
 * m = MatMul(r, Transpose(r))       [N, G, C / G * K, C / G * K]
 *
 * C channels in G groups   K positions of the kernel
 * }</pre>
 */
final class ObservedWindows {
    private final Graph graph;
    private final Names names;
    private final List<Node> nodes;
    private final List<Initializer> initializers;
    private final Map<String, String> moments = new LinkedHashMap<>();

    ObservedWindows(Model model) {
        this.graph = model.graph();
        this.names = Names.of(model);
        this.nodes = new ArrayList<>(graph.nodes());
        this.initializers = new ArrayList<>(graph.initializers().values());
    }

    /** Adds what a convolution reads. */
    void add(Node convolution) {
        Windows windows = Windows.of(convolution, graph);
        String patches = windows.areTheInput() ? convolution.inputs().get(0) : patches(convolution, windows);
        String target = constant("window_shape", Tensor.vector(0L, windows.groups(), windows.length(), -1L));
        String rows = node("Reshape", List.of(patches, target), Map.of());
        String columns = node("Transpose", List.of(rows), Map.of("perm", new Attribute.Ints(List.of(0L, 1L, 3L, 2L))));
        moments.put(convolution.inputs().get(1), node("MatMul", List.of(rows, columns), Map.of()));
    }

    /** The model to run. */
    Model of(Model model) {
        return model.withGraph(graph.toBuilder()
                .nodes(nodes)
                .initializers(initializers)
                .outputs(moments.values().stream()
                        .map(name -> Value.of(name, ValueType.UNDECLARED))
                        .toList())
                .build());
    }

    /** Adds what a run gave to what was seen before, by the weight's name. */
    void observe(Map<String, Tensor> results, Map<String, WindowMoments> seen) {
        moments.forEach((weight, output) -> Objects.requireNonNull(seen.get(weight))
                .add(Objects.requireNonNull(results.get(output)).toFloats()));
    }

    private String patches(Node convolution, Windows windows) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(convolution.attributes());
        attributes.put("group", new Attribute.IntValue(windows.channels()));
        return node("Conv", List.of(convolution.inputs().get(0), constant("window", windows.eye())), attributes);
    }

    private String node(String type, List<String> inputs, Map<String, Attribute> attributes) {
        String result = names.fresh("window_" + type);
        nodes.add(Node.of(result, type, inputs, List.of(result), attributes));
        return result;
    }

    private String constant(String wish, Tensor tensor) {
        String name = names.fresh(wish);
        initializers.add(Initializer.of(name, tensor));
        return name;
    }

    /**
     * What a convolution reads at one position.
     *
     * @param channels all channels
     * @param groups their groups
     * @param length elements of a window in one group
     * @param kernel the kernel's dimensions
     * @param areTheInput whether each window is one position of the input
     */
    record Windows(long channels, long groups, long length, List<Long> kernel, boolean areTheInput) {
        static Windows of(Node convolution, Graph graph) {
            Shape weight =
                    graph.constant(convolution.inputs().get(1)).orElseThrow().shape();
            long groups = convolution.intAttribute("group", 1);
            List<Long> kernel = new ArrayList<>();
            for (int axis = 2; axis < weight.rank(); axis++) {
                kernel.add(weight.dimension(axis));
            }
            boolean isPoint = kernel.stream().allMatch(size -> size == 1)
                    && isAll(convolution, "strides", 1)
                    && isAll(convolution, "pads", 0);
            return new Windows(
                    groups * weight.dimension(1), groups, weight.elementCount(1, weight.rank()), kernel, isPoint);
        }

        private static boolean isAll(Node node, String attribute, long number) {
            return node.intsAttribute(attribute).stream().flatMap(List::stream).allMatch(entry -> entry == number);
        }

        /** The weight that copies each position of the kernel to a channel of its own. */
        Tensor eye() {
            int positions = Math.toIntExact(length * groups / channels);
            float[] elements = new float[Math.toIntExact(channels) * positions * positions];
            for (int i = 0; i < channels * positions; i++) {
                elements[i * positions + i % positions] = 1;
            }
            List<Long> dimensions = new ArrayList<>(List.of(channels * positions, 1L));
            dimensions.addAll(kernel);
            return Tensor.ofFloats(
                    Shape.of(dimensions.stream().mapToLong(Long::longValue).toArray()), elements);
        }
    }
}
