package dev.octet.report.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.format.WholeFile;
import dev.octet.report.Json;
import dev.octet.report.runs.Difference;
import dev.octet.report.runs.Section;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The page for what changed from one run to another. */
public final class RunsPage {
    private static final List<String> SCRIPTS =
            List.of("text.js", "element.js", "chart.js", "theme.js", "table.js", "runs.js");

    private RunsPage() {}

    /**
     * Writes the page to a file, whole or not at all.
     *
     * @param first says which run is the first
     * @param second says which run is the second
     * @throws dev.octet.error.OctetException of kind FILE if it cannot be written
     */
    public static void write(List<Section> sections, String first, String second, Path file) {
        WholeFile.write(file, of(sections, first, second).getBytes(StandardCharsets.UTF_8));
    }

    /** The page as a text. */
    public static String of(List<Section> sections, String first, String second) {
        ObjectNode data = Json.object().put("first", first).put("second", second);
        data.set("sections", Json.array(sections, RunsPage::section));
        return Page.of("Octet: two runs", data, "", SCRIPTS);
    }

    private static ObjectNode section(Section section) {
        ObjectNode object = Json.object().put("title", section.title());
        object.set("differences", Json.array(section.differences(), RunsPage::difference));
        return object;
    }

    private static ObjectNode difference(Difference difference) {
        return Json.object()
                .put("name", difference.name())
                .put("first", difference.first())
                .put("second", difference.second())
                .put("change", difference.change());
    }
}
