package dev.octet.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.prepare.Prepared;
import dev.octet.rewrite.TraceEntry;
import java.util.List;

/** What preparation changed, and what it declined to change. */
public final class PreparationJson {
    private PreparationJson() {}

    /** Counts by rule, then every rewrite, then every refusal with the condition that did not hold. */
    public static ObjectNode of(Prepared prepared) {
        List<TraceEntry> entries = prepared.trace().entries();
        ObjectNode object = Json.object();
        object.set("counts", Json.numbers(prepared.trace().appliedCounts()));
        object.set(
                "rewrites",
                Json.array(entries.stream().filter(TraceEntry::applied).toList(), PreparationJson::entry));
        object.set(
                "refusals",
                Json.array(entries.stream().filter(entry -> !entry.applied()).toList(), PreparationJson::entry));
        object.set("notes", Json.strings(prepared.notes()));
        return object;
    }

    private static ObjectNode entry(TraceEntry entry) {
        ObjectNode object = Json.object().put("rule", entry.rule()).put("node", entry.node());
        entry.refusal().ifPresent(reason -> object.put("reason", reason));
        return object;
    }
}
