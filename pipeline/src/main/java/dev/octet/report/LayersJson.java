package dev.octet.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.RangeDiagnostics;
import dev.octet.compare.layers.Culprit;
import dev.octet.compare.layers.LayerReport;
import dev.octet.compare.layers.NodeLayer;
import dev.octet.compare.layers.NodeName;
import dev.octet.compare.layers.Noise;
import dev.octet.compare.layers.TensorLayer;
import dev.octet.compare.layers.WeightLayer;
import dev.octet.observe.Histogram;
import dev.octet.runtime.FusionReport.Kernel;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where the error comes from, as the section {@code layers} of a comparison. */
final class LayersJson {
    private static final int HISTOGRAM_BINS = 128;
    private static final int CHANNELS = 4096;
    private static final String INFINITY = "Infinity";

    private LayersJson() {}

    /** The whole section. */
    static ObjectNode of(LayerReport report) {
        ObjectNode layers = Json.object().put("samples", report.samples()).put("samplesAlone", report.aloneSamples());
        putDecibels(layers, "outputSqnr", OptionalDouble.of(report.whole()));
        layers.set("notes", Json.strings(report.notes()));
        layers.set("culprits", culprits(report));
        layers.set("tensors", Json.array(report.tensors(), LayersJson::tensor));
        layers.set("weights", Json.array(report.weights(), LayersJson::weight));
        layers.set("nodes", Json.array(report.nodes(), LayersJson::node));
        return layers;
    }

    private static ArrayNode culprits(LayerReport report) {
        ArrayNode culprits = Json.array(report.culprits(), culprit -> culprit(culprit, report.whole()));
        for (int i = 0; i < culprits.size(); i++) {
            ((ObjectNode) culprits.get(i)).put("rank", i + 1);
        }
        return culprits;
    }

    private static ObjectNode culprit(Culprit culprit, double whole) {
        ObjectNode object = Json.object()
                .put("kind", culprit.weight() ? "weight" : "tensor")
                .put("name", culprit.name());
        putNode(object, culprit.node());
        object.put("depth", culprit.depth());
        putDecibels(object, "outputSqnrAlone", OptionalDouble.of(culprit.alone()));
        if (whole > 0) {
            object.put("addedNoise", rounded(culprit.alone() / whole));
        }
        return object.put("cause", culprit.reason()).put("suggestion", culprit.suggestion());
    }

    private static ObjectNode tensor(TensorLayer tensor) {
        ObjectNode object = Json.object().put("name", tensor.name());
        putNode(object, tensor.producer());
        object.put("depth", tensor.depth())
                .put("type", tensor.affine().type().onnxName())
                .put("scale", tensor.affine().scale())
                .put("zeroPoint", tensor.affine().zeroPoint())
                .put("low", tensor.affine().range().min())
                .put("high", tensor.affine().range().max());
        putDecibels(
                object,
                "sqnrInPlace",
                OptionalDouble.of(tensor.inPlace().total().share()));
        putDecibels(
                object,
                "sqnrInherited",
                OptionalDouble.of(tensor.inPlace().inherited().share()));
        putDecibels(
                object, "sqnrAlone", OptionalDouble.of(tensor.inPlace().own().share()));
        putDecibels(object, "outputSqnrAlone", tensor.alone());
        object.put("saturation", rounded(tensor.inPlace().saturatedShare()));
        tensor.diagnostics().ifPresent(found -> putDiagnostics(object, found));
        tensor.inPlace()
                .seen()
                .histogram()
                .filter(histogram -> histogram.total() > 0)
                .ifPresent(histogram -> object.set("histogram", histogram(histogram)));
        return object;
    }

    private static void putDiagnostics(ObjectNode object, RangeDiagnostics found) {
        object.put("unusedCodes", rounded(found.unusedShare()));
        double width = found.observed().withZero().width();
        if (found.stretchedToZero() && width > 0) {
            object.put("stretchedToZero", rounded(1 - found.observed().width() / width));
        }
    }

    /** Counts of at most 128 bins of equal width; neighbours are joined. */
    private static ObjectNode histogram(Histogram histogram) {
        int joined = (histogram.bins() + HISTOGRAM_BINS - 1) / HISTOGRAM_BINS;
        int bins = (histogram.bins() + joined - 1) / joined;
        long[] counts = new long[bins];
        for (int i = 0; i < histogram.bins(); i++) {
            counts[i / joined] += histogram.count(i);
        }
        ObjectNode object =
                Json.object().put("low", (float) histogram.edge(0)).put("high", (float) histogram.edge(bins * joined));
        object.set("counts", Json.longs(counts));
        return object;
    }

    private static ObjectNode weight(WeightLayer weight) {
        ObjectNode object = Json.object().put("name", weight.name());
        putNode(object, weight.readers().stream().findFirst());
        object.put("depth", weight.depth()).put("type", weight.type().onnxName());
        object.set("shape", Json.longs(weight.shape().dimensions()));
        object.put("scales", weight.scales());
        weight.axis().ifPresent(axis -> object.put("axis", axis));
        putDecibels(object, "sqnr", OptionalDouble.of(weight.own().share()));
        putDecibels(object, "outputSqnrAlone", weight.alone());
        weight.usedCodes().ifPresent(used -> object.put("usedCodes", used));
        if (!weight.channels().isEmpty()) {
            object.put("deadChannels", weight.deadChannels());
            object.set("channels", channels(weight));
        }
        return object;
    }

    /** Beyond 4,096 channels those first in order stand for all. */
    private static ObjectNode channels(WeightLayer weight) {
        ObjectNode channels = Json.object();
        ArrayNode low = channels.putArray("low");
        ArrayNode high = channels.putArray("high");
        weight.channels().stream().limit(CHANNELS).forEach(range -> {
            low.add(range.min());
            high.add(range.max());
        });
        return channels;
    }

    private static ObjectNode node(NodeLayer node) {
        return Json.object()
                .put("name", node.node().name())
                .put("operator", node.node().operator())
                .put("output", node.node().output())
                .put("depth", node.depth())
                .put("kernel", kernel(node.kernel()));
    }

    private static String kernel(Kernel kernel) {
        return switch (kernel) {
            case INTEGER -> "integer";
            case FLOAT -> "float";
            case GONE -> "removed";
        };
    }

    private static void putNode(ObjectNode object, Optional<NodeName> node) {
        node.ifPresent(found -> object.put("node", found.name()).put("operator", found.operator()));
    }

    /** Noise as a share of the signal, in dB; no noise at all is the string {@code Infinity}. */
    private static void putDecibels(ObjectNode object, String field, OptionalDouble share) {
        if (share.isPresent() && !Double.isNaN(share.getAsDouble()) && share.getAsDouble() < Double.POSITIVE_INFINITY) {
            double decibels = Noise.decibels(share.getAsDouble());
            if (decibels == Double.POSITIVE_INFINITY) {
                object.put(field, INFINITY);
            } else {
                object.put(field, rounded(decibels));
            }
        }
    }

    /** Six digits after the point: more than any of these figures means. */
    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
