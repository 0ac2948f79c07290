package dev.octet.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page that opens without a network: style, scripts and data are inside. */
final class Page {
    private Page() {}

    /**
     * The page as a text.
     *
     * @param title of the window
     * @param data what the scripts draw
     * @param library a script of others that they use; may be empty
     * @param scripts files of this package, in the order in which each may use those before it
     */
    static String of(String title, JsonNode data, String library, List<String> scripts) {
        return Template.fill(
                PageResource.text("page.html"),
                Map.of(
                        "title", Markup.text(title),
                        "style", PageResource.text("page.css"),
                        "data", Markup.json(data),
                        "library", library,
                        "script", script(scripts)));
    }

    /** All scripts in a scope of their own, since names such as {@code name} mean something in a browser's. */
    private static String script(List<String> files) {
        return files.stream()
                .map(PageResource::text)
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();"));
    }
}
