package dev.octet.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.report.Json;
import java.util.Random;

/** A comparison of a model that does not exist, in the form that {@code octet compare --report} writes. */
final class ComparisonSample {
    private static final String[] OPERATORS = {"Conv", "Conv", "Conv", "Add", "Relu", "Concat", "MatMul", "Sigmoid"};

    private final Random random = new Random(7);
    private final int nodes;

    private ComparisonSample(int nodes) {
        this.nodes = nodes;
    }

    /** One with so many nodes, each with a quantized output and every third with a weight. */
    static ObjectNode of(int nodes) {
        return new ComparisonSample(nodes).build();
    }

    private ObjectNode build() {
        ObjectNode root = Json.object().put("format", "octet-comparison").put("version", 1);
        root.set(
                "tool",
                Json.object().put("name", "octet").put("version", "0.1.0").put("onnxRuntime", "1.29.0"));
        root.set(
                "machine",
                Json.object()
                        .put("architecture", "amd64")
                        .put("processors", 2)
                        .put("system", "Linux")
                        .put("java", "17"));
        ObjectNode models = root.putObject("models");
        models.set("float", model("models/classifier.onnx", 1_104_000, 1_081_000));
        models.set("quantized", model("models/classifier.int8.onnx", 336_000, 274_000));
        root.set(
                "data",
                Json.object()
                        .put("path", "3,000 samples, images in data/evaluation")
                        .put("samples", 3000));
        root.putArray("outputs").add(output());
        root.putArray("metrics").add(metric("top1", 81.03, 80.4)).add(metric("top5", 98.9, 98.85));
        root.set("speed", speed());
        ObjectNode size = root.putObject("size").put("ratio", 0.304);
        size.set("float", size(1_104_000, 1_081_000));
        size.set("quantized", size(336_000, 274_000));
        root.putArray("kernels")
                .add(Json.object()
                        .put("name", "logits")
                        .put("type", "float")
                        .put("samples", 100)
                        .put("sqnr", 28.6)
                        .put("sqnrAsRun", 28.5)
                        .put("sqnrOfKernels", 61.2));
        root.set("layers", layers());
        root.putArray("gate").add(criterion("max-drop top1", true)).add(criterion("max-latency-ratio", false));
        return root;
    }

    private static ObjectNode model(String file, long bytes, long weightBytes) {
        return Json.object()
                .put("file", file)
                .put("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
                .put("bytes", bytes)
                .put("weightBytes", weightBytes);
    }

    private static ObjectNode size(long file, long weights) {
        return Json.object().put("file", file).put("weights", weights).put("other", file - weights);
    }

    private static ObjectNode output() {
        return Json.object()
                .put("name", "logits")
                .put("type", "float")
                .put("sqnr", 28.46)
                .put("cosine", 0.99931)
                .put("meanAbsolute", 0.112)
                .put("maxAbsolute", 1.37)
                .put("top1Agreement", 0.968);
    }

    private static ObjectNode metric(String name, double before, double after) {
        ObjectNode metric = Json.object().put("name", name).put("unit", "%").put("higherIsBetter", true);
        metric.set("float", interval(before, 1.4));
        metric.set("quantized", interval(after, 1.4));
        metric.set("drop", interval(before - after, 0.5));
        return metric.put("test", "McNemar").put("pValue", 0.21).put("distinguishable", false);
    }

    private static ObjectNode interval(double value, double half) {
        return Json.object().put("value", value).put("low", value - half).put("high", value + half);
    }

    private ObjectNode speed() {
        ObjectNode speed = Json.object().put("threads", 1).put("batch", 1).put("runs", 200);
        speed.set("float", latency(1.92));
        speed.set("quantized", latency(0.88));
        speed.set("ratio", interval(0.456, 0.008));
        return speed;
    }

    private ObjectNode latency(double median) {
        ArrayNode all = Json.array(
                random.doubles(200).boxed().toList(),
                part -> com.fasterxml.jackson.databind.node.DoubleNode.valueOf(median * (0.96 + 0.1 * part * part)));
        ObjectNode latency =
                Json.object().put("median", median).put("p10", 0.97 * median).put("p90", 1.04 * median);
        latency.set("all", all);
        return latency;
    }

    private ObjectNode layers() {
        ObjectNode layers = Json.object().put("samples", 16).put("samplesAlone", 4);
        layers.putArray("notes");
        ArrayNode tensors = layers.putArray("tensors");
        ArrayNode weights = layers.putArray("weights");
        ArrayNode listed = layers.putArray("nodes");
        ArrayNode culprits = layers.putArray("culprits");
        for (int depth = 0; depth < nodes; depth++) {
            tensors.add(tensor(depth));
            listed.add(node(depth).put("kernel", depth % 7 == 3 ? "float" : "integer"));
            if (depth % 3 == 0) {
                weights.add(weight(depth));
            }
            if (depth < 5) {
                culprits.add(culprit(depth));
            }
        }
        return layers;
    }

    private static ObjectNode node(int depth) {
        return Json.object()
                .put("depth", depth)
                .put("name", "/stage%d/block%d/node_%d".formatted(depth / 40, depth / 8, depth))
                .put("operator", OPERATORS[depth % OPERATORS.length]);
    }

    private ObjectNode tensor(int depth) {
        ObjectNode tensor = node(depth)
                .put("node", "node_" + depth)
                .put("type", "uint8")
                .put("scale", 0.0235)
                .put("zeroPoint", 114)
                .put("low", -2.68)
                .put("high", 3.31)
                .put("method", "entropy")
                .put("sqnrInPlace", 44 - 14.0 * depth / nodes + 3 * random.nextGaussian())
                .put("outputSqnrAlone", 46 + 5 * random.nextGaussian())
                .put("saturation", 0.001 * random.nextDouble())
                .put("unusedCodes", 0.3 * random.nextDouble());
        ArrayNode counts =
                tensor.putObject("histogram").put("low", -4.0).put("high", 4.0).putArray("counts");
        for (int bin = 0; bin < 64; bin++) {
            double place = (bin - 30) / 9.0;
            counts.add(Math.round(40_000 * Math.exp(-place * place / 2) * (0.7 + 0.6 * random.nextDouble())));
        }
        return tensor;
    }

    private ObjectNode weight(int depth) {
        ObjectNode weight = node(depth)
                .put("node", "node_" + depth)
                .put("type", "int8")
                .put("scales", 32)
                .put("axis", 0)
                .put("sqnr", 38 + random.nextGaussian());
        weight.putArray("shape").add(32).add(16).add(3).add(3);
        ObjectNode channels = weight.putObject("channels");
        ArrayNode low = channels.putArray("low");
        ArrayNode high = channels.putArray("high");
        for (int channel = 0; channel < 32; channel++) {
            double reach = 0.2 + random.nextDouble();
            low.add(-reach);
            high.add(reach * (0.6 + 0.4 * random.nextDouble()));
        }
        return weight.put("deadChannels", 0);
    }

    private static JsonNode culprit(int depth) {
        return node(depth)
                .put("rank", depth + 1)
                .put("kind", "tensor")
                .put("outputSqnrAlone", 21.4 + 3 * depth)
                .put("cause", "3.1 % of the values lie outside the range of the codes, which ends at 3.31.")
                .put(
                        "suggestion",
                        "overrides:\n  - tensor: /stage0/block0/node_%d\n    range: min-max\n".formatted(depth));
    }

    private static ObjectNode criterion(String name, boolean passed) {
        return Json.object()
                .put("criterion", name)
                .put("asked", "at most 0.5 points")
                .put("measured", 0.456)
                .put("low", 0.44)
                .put("high", 0.47)
                .put("passed", passed);
    }
}
