package dev.octet.report.html;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes text safe inside HTML. */
final class Markup {
    private Markup() {}

    /** A text between tags. */
    static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * JSON inside a script element, which ends at the first {@code </script} wherever that stands, even in a string
     * (HTML standard, "restrictions for contents of script elements"). In JSON a {@code <} only stands in strings,
     * where its escape means the same.
     */
    static String json(JsonNode tree) {
        return tree.toString().replace("<", "\\u003c");
    }
}
