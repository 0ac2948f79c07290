package dev.octet.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.compare.ComparedModel;
import dev.octet.compare.Comparison;
import dev.octet.compare.Figure;
import dev.octet.compare.KernelFidelity;
import dev.octet.compare.MetricComparison;
import dev.octet.compare.OutputFidelity;
import dev.octet.compare.fidelity.Fidelity;
import dev.octet.compare.gate.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison as JSON for other programs. The schema that it keeps to is published with the user guide.
 *
 * <p>An infinite figure is the string {@code Infinity} or {@code -Infinity}; what is unknown is left out.
 */
public final class ComparisonJson {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    public static final int VERSION = 1;

    private ComparisonJson() {}

    /** The whole comparison, and what the gate said of it. */
    public static ObjectNode of(Comparison comparison, List<Verdict> gate) {
        ObjectNode root = Json.object().put("format", "octet-comparison").put("version", VERSION);
        root.set("tool", MachineJson.tool());
        root.set("machine", MachineJson.machine());
        root.put("threads", comparison.threads());
        ObjectNode models = Json.object();
        models.set("float", model(comparison.reference()));
        models.set("quantized", model(comparison.quantized()));
        root.set("models", models);
        root.set("data", Json.object().put("path", comparison.data()).put("samples", comparison.samples()));
        root.set("outputs", Json.array(comparison.outputs(), ComparisonJson::output));
        root.set("metrics", Json.array(comparison.metrics(), ComparisonJson::metric));
        comparison.speed().ifPresent(speed -> root.set("speed", SpeedJson.of(speed)));
        root.set("size", size(comparison));
        root.set("kernels", Json.array(kernels(comparison), kernel -> kernel));
        comparison.provenance().ifPresent(made -> root.set("provenance", ProvenanceJson.of(made)));
        comparison.layers().ifPresent(layers -> root.set("layers", LayersJson.of(layers)));
        root.set("gate", Json.array(gate, ComparisonJson::verdict));
        return root;
    }

    private static ObjectNode model(ComparedModel model) {
        return Json.object()
                .put("file", model.file().toString())
                .put("sha256", model.sha256())
                .put("bytes", model.bytes())
                .put("weightBytes", model.weightBytes());
    }

    private static ObjectNode output(OutputFidelity output) {
        ObjectNode object = Json.object()
                .put("name", output.name())
                .put("type", output.type().onnxName());
        output.fidelity().ifPresent(fidelity -> addFidelity(object, fidelity));
        output.equal().ifPresent(share -> object.put("equal", share));
        if (output.mismatched() > 0) {
            object.put("mismatchedSamples", output.mismatched());
        }
        return object;
    }

    private static void addFidelity(ObjectNode object, Fidelity fidelity) {
        object.put("elements", fidelity.elements());
        Json.putNumber(object, "sqnr", fidelity.sqnr());
        Json.putNumber(object, "cosine", fidelity.cosine());
        Json.putNumber(object, "meanAbsolute", fidelity.meanError());
        Json.putNumber(object, "maxAbsolute", fidelity.maxError());
        fidelity.divergence().ifPresent(nats -> Json.putNumber(object, "kl", nats));
        fidelity.agreement().ifPresent(share -> Json.putNumber(object, "top1Agreement", share));
    }

    private static ObjectNode metric(MetricComparison metric) {
        ObjectNode object = Json.object()
                .put("name", metric.name())
                .put("unit", metric.unit())
                .put("higherIsBetter", metric.higherIsBetter())
                .put("items", metric.items());
        object.set("float", figure(metric.reference()));
        object.set("quantized", figure(metric.quantized()));
        object.set("drop", figure(metric.drop()));
        metric.test().ifPresent(test -> {
            object.put("test", test.name());
            Json.putNumber(object, "pValue", test.pValue());
        });
        metric.distinguishable().ifPresent(answer -> object.put("distinguishable", answer));
        return object;
    }

    private static ObjectNode figure(Figure figure) {
        ObjectNode object = Json.object();
        Json.putNumber(object, "value", figure.value());
        figure.interval().ifPresent(interval -> {
            Json.putNumber(object, "low", interval.low());
            Json.putNumber(object, "high", interval.high());
        });
        return object;
    }

    private static ObjectNode size(Comparison comparison) {
        ObjectNode object = Json.object();
        object.set("float", size(comparison.reference()));
        object.set("quantized", size(comparison.quantized()));
        return object.put("ratio", comparison.sizeRatio());
    }

    private static ObjectNode size(ComparedModel model) {
        return Json.object()
                .put("file", model.bytes())
                .put("weights", model.weightBytes())
                .put("other", model.otherBytes());
    }

    private static List<ObjectNode> kernels(Comparison comparison) {
        List<ObjectNode> outputs = new ArrayList<>();
        comparison.kernels().ifPresent(kernels -> {
            for (int i = 0; i < kernels.asWritten().size(); i++) {
                outputs.add(kernel(kernels, i));
            }
        });
        return outputs;
    }

    private static ObjectNode kernel(KernelFidelity kernels, int output) {
        ObjectNode object = output(kernels.asWritten().get(output)).put("samples", kernels.samples());
        kernels.asRun()
                .get(output)
                .fidelity()
                .ifPresent(fidelity -> Json.putNumber(object, "sqnrAsRun", fidelity.sqnr()));
        kernels.kernels()
                .get(output)
                .fidelity()
                .ifPresent(fidelity -> Json.putNumber(object, "sqnrOfKernels", fidelity.sqnr()));
        return object;
    }

    private static ObjectNode verdict(Verdict verdict) {
        ObjectNode object = Json.object()
                .put("criterion", verdict.criterion())
                .put("asked", verdict.asked())
                .put("unit", verdict.unit());
        Json.putNumber(object, "measured", verdict.measured());
        verdict.interval().ifPresent(interval -> {
            Json.putNumber(object, "low", interval.low());
            Json.putNumber(object, "high", interval.high());
        });
        return object.put("passed", verdict.passed());
    }
}
