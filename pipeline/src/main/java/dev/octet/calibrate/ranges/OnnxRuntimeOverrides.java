package dev.octet.calibrate.ranges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Range;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Overrides of ONNX Runtime's quantizer that fix the range of a tensor; other overrides are left alone. */
final class OnnxRuntimeOverrides {
    private OnnxRuntimeOverrides() {}

    static String write(Map<String, Range> ranges) {
        ObjectNode root = RangeJson.object();
        ranges.forEach((name, range) ->
                root.putArray(name).addObject().put("rmin", range.min()).put("rmax", range.max()));
        return RangeJson.print(root);
    }

    static Map<String, Range> read(String text) throws IOException {
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : RangeJson.parse(text).properties()) {
            JsonNode overrides = entry.getValue();
            boolean whole = overrides.isArray() && overrides.size() == 1;
            if (overrides.findValue("rmin") != null && !whole) {
                throw new IOException(
                        "'%s': expected one override for the whole tensor, got %d; ranges a channel are not read"
                                .formatted(entry.getKey(), overrides.size()));
            }
            if (whole && overrides.get(0).has("rmin")) {
                JsonNode only = overrides.get(0);
                ranges.put(entry.getKey(), RangeJson.range(entry.getKey(), only.path("rmin"), only.path("rmax")));
            }
        }
        return ranges;
    }
}
