package dev.octet.calibrate.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object a line, whose keys are input names and whose values are numbers or nested lists of numbers. */
final class JsonTensors {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ModelInputs model;

    JsonTensors(ModelInputs model) {
        this.model = model;
    }

    Map<String, Tensor> read(String line) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(line).properties()) {
            if (!model.names().contains(entry.getKey())) {
                throw new IOException(
                        "the model has no input '%s'; it needs %s".formatted(entry.getKey(), model.names()));
            }
            tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
        }
        return tensors;
    }

    /** The object that a line holds. */
    static JsonNode object(String line) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (!node.isObject()) {
                throw new IOException("expected a JSON object, got " + node.getNodeType());
            }
            return node;
        } catch (JsonProcessingException malformed) {
            throw new IOException("it is not valid JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private Tensor tensor(String input, JsonNode node) throws IOException {
        List<Long> dimensions = new ArrayList<>();
        for (JsonNode level = node; level.isArray(); level = level.get(0)) {
            dimensions.add((long) level.size());
            if (level.isEmpty()) {
                break;
            }
        }
        List<String> numbers = new ArrayList<>();
        collect(input, node, dimensions, 0, numbers);
        Shape shape = Shape.of(dimensions.stream().mapToLong(Long::longValue).toArray());
        return Numbers.tensor(model.type(input).element(), shape, numbers);
    }

    private static void collect(String input, JsonNode node, List<Long> dimensions, int depth, List<String> numbers)
            throws IOException {
        if (depth == dimensions.size() && (node.isNumber() || node.isBoolean())) {
            numbers.add(node.isBoolean() ? (node.booleanValue() ? "1" : "0") : node.asText());
            return;
        }
        if (depth == dimensions.size() || !node.isArray() || node.size() != dimensions.get(depth)) {
            throw new IOException("input '%s': expected numbers in lists of equal length, got %s"
                    .formatted(input, node.getNodeType()));
        }
        for (JsonNode child : node) {
            collect(input, child, dimensions, depth + 1, numbers);
        }
    }
}
