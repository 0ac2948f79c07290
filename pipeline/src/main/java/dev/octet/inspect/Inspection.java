package dev.octet.inspect;

import dev.octet.format.ModelFacts;
import dev.octet.format.OnnxReader;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Model;
import dev.octet.graph.Operator;
import dev.octet.graph.Value;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What can be said about a model without running it.
 *
 * @param facts what its file says about itself
 * @param irVersion version of the format
 * @param opsetImports version of each operator set by domain; ONNX's own domain is the empty string
 * @param inputs inputs that a caller has to give, with the types that the file declares
 * @param overridable inputs that have an initializer, so that a caller may leave them out
 * @param outputs outputs, with the types that the file declares
 * @param operators how often each operator is applied, the most frequent first
 * @param weights the stored tensors
 * @param quantization whether and how it is quantized already
 * @param functions functions that it defines
 * @param customDomains operator sets whose operators neither ONNX, ONNX Runtime nor the model itself defines, with the
 *     number of nodes
 * @param metadata its metadata entries
 */
public record Inspection(
        ModelFacts facts,
        long irVersion,
        Map<String, Long> opsetImports,
        List<Value> inputs,
        List<Value> overridable,
        List<Value> outputs,
        List<OperatorCount> operators,
        StoredWeights weights,
        QuantizationSummary quantization,
        List<FunctionSummary> functions,
        Map<String, Integer> customDomains,
        Map<String, String> metadata) {
    /** Source: ONNX's own domains, and those that ONNX Runtime's default build registers operators for. */
    private static final Set<String> KNOWN_DOMAINS = Set.of(
            Operator.ONNX,
            Operator.MICROSOFT,
            "ai.onnx.ml",
            "ai.onnx.preview",
            "ai.onnx.preview.training",
            "ai.onnx.training",
            "com.microsoft.experimental",
            "com.microsoft.nchwc",
            "com.ms.internal.nhwc");

    /** Copies the collections, keeping their order. */
    public Inspection {
        opsetImports = Collections.unmodifiableMap(new LinkedHashMap<>(opsetImports));
        inputs = List.copyOf(inputs);
        overridable = List.copyOf(overridable);
        outputs = List.copyOf(outputs);
        operators = List.copyOf(operators);
        functions = List.copyOf(functions);
        customDomains = Collections.unmodifiableMap(new LinkedHashMap<>(customDomains));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Inspects the model in a file.
     *
     * @throws dev.octet.error.OctetException as {@link OnnxReader#read}
     */
    public static Inspection of(Path file) {
        return of(OnnxReader.read(file));
    }

    /** Inspects a model. */
    public static Inspection of(Model model) {
        Walk walk = new Walk(model);
        StoredWeights stored = StoredWeights.of(walk);
        return new Inspection(
                ModelFacts.of(model),
                model.irVersion(),
                model.opsetImports(),
                model.graph().requiredInputs(),
                model.graph().inputs().stream()
                        .filter(input -> model.graph().initializers().containsKey(input.name()))
                        .toList(),
                model.graph().outputs(),
                OperatorCount.of(walk),
                stored,
                QuantizationSummary.of(walk, stored),
                FunctionSummary.of(model, walk),
                customDomains(model, walk),
                model.metadata());
    }

    private static Map<String, Integer> customDomains(Model model, Walk walk) {
        Set<Operator> defined =
                model.functions().stream().map(FunctionBody::operator).collect(Collectors.toUnmodifiableSet());
        Map<String, Integer> domains = new TreeMap<>();
        walk.count(operator -> !KNOWN_DOMAINS.contains(operator.domain()) && !defined.contains(operator))
                .forEach((operator, count) -> domains.merge(operator.domain(), count, Integer::sum));
        return domains;
    }

    /** Number of nodes, those in subgraphs and functions included. */
    public int nodes() {
        return operators.stream().mapToInt(OperatorCount::total).sum();
    }
}
