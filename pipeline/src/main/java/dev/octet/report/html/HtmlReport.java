package dev.octet.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octet.format.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The page for a comparison of two models.
 *
 * <p>One file: style, scripts, the charting library (Apache ECharts, Apache License 2.0) and the data are inside, and
 * the page forbids itself to load anything else. Names from models reach it as data only, never as markup.
 */
public final class HtmlReport {
    /** In the order in which each may use those before it. */
    private static final List<String> SCRIPTS = List.of(
            "text.js",
            "element.js",
            "chart.js",
            "theme.js",
            "table.js",
            "summary.js",
            "accuracy.js",
            "speed.js",
            "depth.js",
            "layers.js",
            "nodes.js",
            "provenance.js",
            "main.js");

    private HtmlReport() {}

    /**
     * Writes the page to a file, whole or not at all.
     *
     * @param comparison a comparison in the form of {@code octet compare --report}
     * @throws dev.octet.error.OctetException of kind FILE if it cannot be written
     */
    public static void write(JsonNode comparison, Path file) {
        WholeFile.write(file, of(comparison).getBytes(StandardCharsets.UTF_8));
    }

    /** The page as a text. The same comparison gives the same text. */
    public static String of(JsonNode comparison) {
        return Page.of(title(comparison), comparison, PageResource.charts(), SCRIPTS);
    }

    private static String title(JsonNode comparison) {
        String file = comparison.at("/models/quantized/file").asText("");
        return "Octet: " + file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }
}
