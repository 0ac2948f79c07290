package dev.octet.cli.option;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * On which lines of a YAML file the entries of its outermost map stand, counted from 1.
 *
 * @param keys the line of each key
 * @param elements for a key whose value is a list, the lines of its elements
 */
record YamlLines(Map<String, Integer> keys, Map<String, List<Integer>> elements) {
    private static final int IN_MAP = 1;
    private static final int IN_LIST = 2;

    /**
     * The lines of a text.
     *
     * @throws IOException if it is not valid YAML, with the place
     */
    static YamlLines of(String text, YAMLMapper yaml) throws IOException {
        Map<String, Integer> keys = new LinkedHashMap<>();
        Map<String, List<Integer>> elements = new LinkedHashMap<>();
        try (JsonParser parser = yaml.createParser(text)) {
            String key = "";
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = parser.currentTokenLocation().getLineNr();
                if (token == JsonToken.FIELD_NAME && depth == IN_MAP) {
                    key = parser.currentName();
                    keys.put(key, line);
                }
                boolean isElement = depth == IN_LIST && !token.isStructEnd();
                if (isElement) {
                    elements.computeIfAbsent(key, name -> new ArrayList<>()).add(line);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        return new YamlLines(keys, elements);
    }
}
