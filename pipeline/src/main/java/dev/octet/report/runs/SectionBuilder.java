package dev.octet.report.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Collects the differences of one section. */
final class SectionBuilder {
    private final List<Difference> differences = new ArrayList<>();

    /** A figure at a place in both; nothing where neither has it. */
    SectionBuilder number(String name, JsonNode first, JsonNode second, Unit unit) {
        return add(name, unit.show(first), unit.show(second), unit.change(first, second));
    }

    /** A text at a place in both. */
    SectionBuilder text(String name, JsonNode first, JsonNode second) {
        return add(name, first.asText(""), second.asText(""), "");
    }

    /** Texts of any kind. */
    SectionBuilder add(String name, String first, String second, String change) {
        if (!first.isEmpty() || !second.isEmpty()) {
            differences.add(new Difference(name, first, second, change));
        }
        return this;
    }

    Section build(String title) {
        return new Section(title, differences);
    }

    /** A list of named objects of both runs, those of one name together, in the order of the first, then the second. */
    static void pairs(
            JsonNode first, JsonNode second, Function<JsonNode, String> name, BiConsumer<String, Pair> visitor) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        JsonNode missing = first.path(-1);
        first.forEach(one -> pairs.put(name.apply(one), new Pair(one, missing)));
        second.forEach(other ->
                pairs.merge(name.apply(other), new Pair(missing, other), (old, added) -> new Pair(old.first(), other)));
        pairs.forEach(visitor);
    }

    /** What two runs say of the same thing; a missing node where one says nothing. */
    record Pair(JsonNode first, JsonNode second) {
        Pair at(String field) {
            return new Pair(first.path(field), second.path(field));
        }
    }
}
