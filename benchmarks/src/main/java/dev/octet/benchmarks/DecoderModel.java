package dev.octet.benchmarks;

import dev.octet.format.OnnxWriter;
import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a model with the shape of a language model's decoder and seeded random weights, of any size.
 *
 * <p>Run with the library on the class path: {@code java -cp octet.jar DecoderModel.java GIGABYTES FILE}. The same size
 * gives the same bytes. The weights are computed while they are written, so the heap holds none.
 */
public final class DecoderModel {
    private static final long WORDS = 32_000;
    private static final long WIDTH = 2048;
    private static final long INNER = 5632;
    private static final long LAYER = 4 * WIDTH * WIDTH + 3 * WIDTH * INNER;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Initializer> initializers = new ArrayList<>();

    private DecoderModel() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: DecoderModel.java GIGABYTES FILE");
            System.exit(2);
        }
        double bytes = Double.parseDouble(arguments[0]) * 1e9;
        int layers = (int) Math.max(1, Math.round((bytes / 4 - 2 * WORDS * WIDTH) / LAYER));
        long written = OnnxWriter.write(new DecoderModel().build(layers), Path.of(arguments[1]));
        System.out.printf("%d layers, %.2f GB%n", layers, written / 1e9);
    }

    private Model build(int layers) {
        String state = node("Gather", "embedding", weight("embedding_table", WORDS, WIDTH), "ids");
        for (int layer = 0; layer < layers; layer++) {
            state = feedForward("layer" + layer + ".mlp", attention("layer" + layer + ".attention", state));
        }
        product("head", state, WIDTH, WORDS, "logits");
        Dimension batch = new Dimension.Named("batch");
        Dimension tokens = new Dimension.Named("tokens");
        Graph graph = Graph.builder("decoder")
                .inputs(List.of(value("ids", ElementType.INT64, batch, tokens)))
                .outputs(List.of(value("logits", ElementType.FLOAT, batch, tokens, new Dimension.Known(WORDS))))
                .nodes(nodes)
                .initializers(initializers)
                .build();
        return Model.of(graph, 10, 21);
    }

    private String attention(String name, String state) {
        String normal = normalized(name, state);
        String query = product(name + ".q", normal, WIDTH, WIDTH);
        String key = product(name + ".k", normal, WIDTH, WIDTH);
        String values = product(name + ".v", normal, WIDTH, WIDTH);
        String turned = node("Transpose", name + ".turned", Map.of("perm", Attribute.ints(0, 2, 1)), key);
        String scores = node("Softmax", name + ".weights", node("MatMul", name + ".scores", query, turned));
        String mixed = node("MatMul", name + ".mixed", scores, values);
        return node("Add", name + ".sum", state, product(name + ".o", mixed, WIDTH, WIDTH));
    }

    private String feedForward(String name, String state) {
        String normal = normalized(name, state);
        String gate = product(name + ".gate", normal, WIDTH, INNER);
        String open = node("Mul", name + ".silu", gate, node("Sigmoid", name + ".sigmoid", gate));
        String up = product(name + ".up", normal, WIDTH, INNER);
        String down = product(name + ".down", node("Mul", name + ".gated", open, up), INNER, WIDTH);
        return node("Add", name + ".sum", state, down);
    }

    private String normalized(String name, String state) {
        String ones = name + ".norm.scale";
        float[] scale = new float[(int) WIDTH];
        Arrays.fill(scale, 1);
        initializers.add(Initializer.of(ones, Tensor.vector(scale)));
        return node("LayerNormalization", name + ".norm", state, ones);
    }

    private String product(String name, String input, long rows, long columns) {
        return product(name, input, rows, columns, name + ".out");
    }

    private String product(String name, String input, long rows, long columns, String output) {
        nodes.add(new Node(
                name,
                new Operator(Operator.ONNX, "MatMul"),
                List.of(input, weight(name + ".weight", rows, columns)),
                List.of(output),
                Map.of(),
                Origin.NONE));
        return output;
    }

    private String node(String operator, String name, String... inputs) {
        return node(operator, name, Map.of(), inputs);
    }

    private String node(String operator, String name, Map<String, Attribute> attributes, String... inputs) {
        Operator type = new Operator(Operator.ONNX, operator);
        nodes.add(new Node(name, type, List.of(inputs), List.of(name + ".out"), attributes, Origin.NONE));
        return name + ".out";
    }

    /** Uniform in [-a, a) with a = sqrt(3 / width), so that products keep their scale. */
    private String weight(String name, long rows, long columns) {
        long seed = name.hashCode() * 0x9E3779B97F4A7C15L;
        float reach = (float) Math.sqrt(3.0 / WIDTH);
        TensorData data = TensorData.computed(4 * rows * columns, 4, (offset, target) -> {
            for (long element = offset / 4; target.hasRemaining(); element++) {
                target.putFloat(reach * ((mixed(seed + element) >> 40) * 0x1p-23f));
            }
        });
        initializers.add(Initializer.of(name, new Tensor(ElementType.FLOAT, Shape.of(rows, columns), data)));
        return name;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), which turns a counter into a random number. */
    private static long mixed(long counter) {
        long z = counter * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static Value value(String name, ElementType type, Dimension... dimensions) {
        return Value.of(name, new ValueType.TensorType(type, Optional.of(List.of(dimensions))));
    }
}
