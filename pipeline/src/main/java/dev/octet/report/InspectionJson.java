package dev.octet.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.inspect.FunctionSummary;
import dev.octet.inspect.Inspection;
import dev.octet.inspect.OperatorCount;
import dev.octet.inspect.QuantizationSummary;
import dev.octet.inspect.StoredWeights;
import dev.octet.inspect.WeightCoding;
import dev.octet.inspect.WeightTotal;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.RuntimeVersion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An {@link Inspection} as JSON; the fields are described in the user guide. */
public final class InspectionJson {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    public static final int VERSION = 1;

    private InspectionJson() {}

    /**
     * The text of the inspection of a file.
     *
     * @param file how the user named the file
     * @param bytes its size, without data files beside it
     */
    public static String of(Inspection inspection, String file, long bytes) {
        return of(inspection, file, bytes, Optional.empty());
    }

    /**
     * The text of the inspection of a file.
     *
     * @param file how the user named the file
     * @param bytes its size, without data files beside it
     * @param fusion what ONNX Runtime makes of the model, where that was asked for
     */
    public static String of(Inspection inspection, String file, long bytes, Optional<FusionReport> fusion) {
        ObjectNode root = Json.object();
        root.put("format", "octet-inspection").put("version", VERSION);
        root.put("file", file).put("bytes", bytes);
        root.set("producer", producer(inspection));
        root.put("irVersion", inspection.irVersion());
        root.set("opsets", Json.numbers(opsets(inspection)));
        root.set("inputs", Json.array(inspection.inputs(), InspectionJson::value));
        root.set("overridableInputs", Json.array(inspection.overridable(), InspectionJson::value));
        root.set("outputs", Json.array(inspection.outputs(), InspectionJson::value));
        root.put("nodes", inspection.nodes());
        root.set("operators", Json.array(inspection.operators(), InspectionJson::operator));
        root.set("weights", weights(inspection.weights()));
        root.set("quantization", quantization(inspection.quantization()));
        root.set("functions", Json.array(inspection.functions(), InspectionJson::function));
        root.set("customDomains", Json.numbers(inspection.customDomains()));
        root.set("metadata", Json.texts(inspection.metadata()));
        fusion.ifPresent(found -> root.set("runtime", runtime(found)));
        return Json.print(root);
    }

    private static ObjectNode runtime(FusionReport fusion) {
        ObjectNode object = PlanJson.fusion(fusion).put("onnxRuntime", RuntimeVersion.get());
        object.set(
                "nodes",
                Json.array(
                        fusion.nodes(),
                        entry -> Json.object()
                                .put("name", entry.node().name())
                                .put("operator", entry.node().operator().toString())
                                .put("kernel", entry.kernel().name().toLowerCase(Locale.ROOT))));
        return object;
    }

    private static ObjectNode producer(Inspection inspection) {
        return Json.object()
                .put("name", inspection.facts().producerName())
                .put("version", inspection.facts().producerVersion())
                .put("domain", inspection.facts().domain())
                .put("modelVersion", inspection.facts().modelVersion())
                .put("description", inspection.facts().description());
    }

    /** ONNX's own domain under the name that people know, as an empty key reads like a mistake. */
    private static Map<String, Long> opsets(Inspection inspection) {
        Map<String, Long> opsets = new LinkedHashMap<>();
        inspection
                .opsetImports()
                .forEach((domain, version) -> opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version));
        return opsets;
    }

    private static ObjectNode value(Value value) {
        ObjectNode object =
                Json.object().put("name", value.name()).put("type", value.type().toString());
        if (value.type() instanceof TensorType tensor) {
            object.put("elementType", tensor.element().onnxName());
            tensor.dimensions()
                    .ifPresent(dimensions -> object.set("shape", Json.array(dimensions, InspectionJson::dimension)));
        }
        return object;
    }

    /** A number, a name, or null where nothing is declared. */
    private static JsonNode dimension(Dimension dimension) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (dimension instanceof Dimension.Known known) {
            return nodes.numberNode(known.size());
        }
        return dimension instanceof Dimension.Named named ? nodes.textNode(named.name()) : nodes.nullNode();
    }

    private static ObjectNode operator(OperatorCount count) {
        return Json.object()
                .put("operator", count.operator().toString())
                .put("graph", count.inGraph())
                .put("subgraphs", count.inSubgraphs())
                .put("functions", count.inFunctions());
    }

    private static ObjectNode weights(StoredWeights weights) {
        ObjectNode object = Json.object()
                .put("tensors", weights.tensors())
                .put("elements", weights.elements())
                .put("bytes", weights.bytes());
        object.set("types", Json.array(weights.totals(), InspectionJson::total));
        object.set("externalFiles", Json.numbers(weights.externalFiles()));
        return object;
    }

    private static ObjectNode total(WeightTotal total) {
        return Json.object()
                .put("elementType", total.type().onnxName())
                .put("tensors", total.tensors())
                .put("elements", total.elements())
                .put("bytes", total.bytes());
    }

    private static ObjectNode quantization(QuantizationSummary quantization) {
        ObjectNode object = Json.object()
                .put("quantized", quantization.isQuantized())
                .put("form", quantization.form().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("quantizeLinear", quantization.quantizeNodes())
                .put("dequantizeLinear", quantization.dequantizeNodes())
                .put("dynamicQuantizeLinear", quantization.dynamicQuantizeNodes());
        object.set("integerOperators", Json.numbers(quantization.integerOperators()));
        Map<String, Integer> types = new LinkedHashMap<>();
        quantization.weightTypes().forEach((type, count) -> types.put(type.onnxName(), count));
        object.set("weightTypes", Json.numbers(types));
        object.set("weightCodings", Json.array(quantization.weightCodings(), InspectionJson::coding));
        return object.put("weightShare", quantization.weightShare());
    }

    private static ObjectNode coding(WeightCoding coding) {
        return Json.object()
                .put("operator", coding.operator().toString())
                .put("kind", coding.isCodebook() ? "codebook" : "uniform")
                .put("bits", coding.bits())
                .put("entries", coding.entries())
                .put("granularity", coding.granularity().name().toLowerCase(Locale.ROOT))
                .put("blockSize", coding.blockSize())
                .put("zeroPoints", coding.zeroPoints())
                .put("tensors", coding.tensors())
                .put("weights", coding.weights())
                .put("bytes", coding.bytes())
                .put("bitsPerWeight", coding.bitsPerWeight());
    }

    private static ObjectNode function(FunctionSummary function) {
        return Json.object()
                .put("operator", function.operator().toString())
                .put("overload", function.overload())
                .put("nodes", function.nodes())
                .put("calls", function.calls());
    }
}
