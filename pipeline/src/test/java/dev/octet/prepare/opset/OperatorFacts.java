package dev.octet.prepare.opset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@code onnx} package says about an operator; see {@code src/test/python/operator_versions.py}.
 *
 * @param since the version in force at the oldest opset that can be upgraded, or the first one where that is later
 * @param later the versions after that, up to the newest opset
 * @param breaking those of them that do not accept every node of the version before
 */
record OperatorFacts(long since, List<Long> later, List<Long> breaking) {
    static Map<String, OperatorFacts> all() {
        Map<String, OperatorFacts> facts = new LinkedHashMap<>();
        for (String line : ResourceLines.of("operator-versions.txt")) {
            String[] words = line.split(" ");
            facts.put(words[0], of(List.of(words).subList(1, words.length)));
        }
        return facts;
    }

    private static OperatorFacts of(List<String> versions) {
        long first = Long.parseLong(versions.get(0).replace("!", ""));
        List<Long> later = new ArrayList<>();
        List<Long> breaking = new ArrayList<>();
        for (String version : versions) {
            long number = Long.parseLong(version.replace("!", ""));
            if (number > Math.max(first, OpsetUpgrade.OLDEST)) {
                later.add(number);
                if (version.endsWith("!")) {
                    breaking.add(number);
                }
            }
        }
        return new OperatorFacts(Math.max(first, OpsetUpgrade.OLDEST), later, breaking);
    }
}
