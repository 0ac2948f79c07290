package dev.octet.calibrate.ranges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Range;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Octet's own form. */
final class OctetRanges {
    static final String NAME = "octet-ranges";
    private static final int VERSION = 1;

    private OctetRanges() {}

    static String write(Map<String, Range> ranges) {
        ObjectNode root = RangeJson.object();
        root.put("format", NAME);
        root.put("version", VERSION);
        ObjectNode all = root.putObject("ranges");
        ranges.forEach(
                (name, range) -> all.putObject(name).put("min", range.min()).put("max", range.max()));
        return RangeJson.print(root);
    }

    static Map<String, Range> read(String text) throws IOException {
        JsonNode root = RangeJson.parse(text);
        if (root.path("version").asInt() != VERSION) {
            throw new IOException("expected version %d, got %s".formatted(VERSION, root.path("version")));
        }
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("ranges").properties()) {
            JsonNode range = entry.getValue();
            ranges.put(entry.getKey(), RangeJson.range(entry.getKey(), range.path("min"), range.path("max")));
        }
        return ranges;
    }
}
