package dev.octet.format;

import dev.octet.onnx.StringStringEntryProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of key and value, which the format uses in place of maps. */
final class Entries {
    private Entries() {}

    /** The entries by key; of two with one key the later counts. */
    static Map<String, String> toMap(List<StringStringEntryProto> entries) {
        Map<String, String> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    /** The map as entries: those of the file if they say the same. */
    static List<StringStringEntryProto> ofMap(Map<String, String> map, List<StringStringEntryProto> original) {
        if (toMap(original).equals(map)) {
            return original;
        }
        return map.entrySet().stream()
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
