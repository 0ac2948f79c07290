package dev.octet.calibrate.ranges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Range;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * ONNX Runtime's calibration cache: Python objects as JSON, {@code CLS} naming the class. A bound is a number or an
 * array of one, with its type.
 *
 * <p>Source: {@code save_tensors_data} and {@code TensorData} of onnxruntime.quantization 1.31.
 */
final class OnnxRuntimeCache {
    private static final String CLASS = "CLS";

    private OnnxRuntimeCache() {}

    static String write(Map<String, Range> ranges) {
        ObjectNode root = RangeJson.object();
        root.put(CLASS, "TensorsData");
        ObjectNode data = root.putObject("data");
        ranges.forEach((name, range) -> {
            ObjectNode tensor = data.putObject(name);
            tensor.set("lowest", bound(range.min()));
            tensor.set("highest", bound(range.max()));
            tensor.put(CLASS, "TensorData");
        });
        root.putObject("calibration_method").put(CLASS, "CalibrationMethod").put("value", "CalibrationMethod.MinMax");
        root.put("smooth_quant", false);
        return RangeJson.print(root);
    }

    private static ObjectNode bound(float value) {
        return RangeJson.object().put("data", value).put("dtype", "float32").put(CLASS, "numpy.array");
    }

    static Map<String, Range> read(String text) throws IOException {
        JsonNode root = RangeJson.parse(text);
        // The table form is the inner object alone.
        JsonNode data = root.path(CLASS).asText().equals("TensorsData") ? root.path("data") : root;
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            String name = entry.getKey();
            JsonNode lowest = bound(name, entry.getValue().path("lowest"));
            JsonNode highest = bound(name, entry.getValue().path("highest"));
            ranges.put(name, RangeJson.range(name, lowest, highest));
        }
        return ranges;
    }

    private static JsonNode bound(String name, JsonNode stored) throws IOException {
        JsonNode bound = stored.isObject() ? stored.path("data") : stored;
        while (bound.isArray()) {
            if (bound.size() != 1) {
                throw new IOException(
                        "'%s': expected one bound for the whole tensor, got %d; ranges a channel are not read"
                                .formatted(name, bound.size()));
            }
            bound = bound.get(0);
        }
        return bound;
    }
}
