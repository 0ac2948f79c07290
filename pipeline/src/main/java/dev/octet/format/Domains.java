package dev.octet.format;

import dev.octet.graph.Operator;
import dev.octet.onnx.OperatorSetIdProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operator set domains: ONNX's own has two spellings in files and one, the empty string, in the model. */
final class Domains {
    private static final String ALIAS = "ai.onnx";

    private Domains() {}

    static String canonical(String domain) {
        return domain.equals(ALIAS) ? Operator.ONNX : domain;
    }

    /** Versions by domain; of two entries for one domain the later counts. */
    static Map<String, Long> versions(List<OperatorSetIdProto> imports) {
        Map<String, Long> versions = new LinkedHashMap<>();
        imports.forEach(entry -> versions.put(canonical(entry.getDomain()), entry.getVersion()));
        return versions;
    }

    /** The entries for these versions: those of the file where they say the same, new ones for the rest. */
    static List<OperatorSetIdProto> imports(Map<String, Long> versions, List<OperatorSetIdProto> original) {
        if (versions(original).equals(versions)) {
            return original;
        }
        Map<String, OperatorSetIdProto> byDomain = new LinkedHashMap<>();
        original.forEach(entry -> byDomain.put(canonical(entry.getDomain()), entry));
        List<OperatorSetIdProto> imports = new ArrayList<>();
        versions.forEach((domain, version) -> {
            OperatorSetIdProto start = byDomain.getOrDefault(
                    domain, OperatorSetIdProto.newBuilder().setDomain(domain).build());
            imports.add(start.toBuilder().setVersion(version).build());
        });
        return imports;
    }
}
