package dev.octet.report.runs;

import java.util.List;

/** Sections as Markdown with tables, for pull requests. */
public final class MarkdownText {
    private MarkdownText() {}

    /** The whole text; {@code first} and {@code second} say which run is which. */
    public static String of(List<Section> sections, String first, String second) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            text.append("### ").append(escaped(section.title())).append("\n\n");
            row(text, "", escaped(first), escaped(second), "change");
            text.append("| --- | --- | --- | --- |\n");
            for (Difference difference : section.differences()) {
                row(
                        text,
                        escaped(difference.name()),
                        escaped(difference.first()),
                        difference.isNone() ? "same" : escaped(difference.second()),
                        escaped(difference.change()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
    }

    /** Signs that Markdown or HTML would take for their own are spelled out: a node may be called {@code <script>}. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("`", "\\`")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replaceAll("\\R", " ");
    }
}
