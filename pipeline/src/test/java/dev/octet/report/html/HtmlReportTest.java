package dev.octet.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.octet.testing.ProjectFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final int LARGEST = 5_000_000;

    @Test
    void aModelOf500NodesTakesLessThanFiveMegabytes() {
        String page = HtmlReport.of(ComparisonSample.of(500));

        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
    }

    /** The page is tried on a made-up comparison, which is worth nothing if real ones look different. */
    @Test
    void theSampleKeepsToThePublishedSchema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(
                        ProjectFolder.root().resolve("src/site/resources/octet-comparison-1.schema.json")));

        assertThat(schema.validate(ComparisonSample.of(20))).isEmpty();
    }

    @Test
    void loadsNothingFromElsewhere() {
        String page = HtmlReport.of(ComparisonSample.of(5));

        assertThat(page).contains("default-src 'none'");
        // Scripts hold such words as strings; what counts is the markup around them.
        String markup = page.replaceAll("(?s)(<(script|style)\\b[^>]*>).*?</\\2>", "$1");
        assertThat(markup).doesNotContain("src=", "href=", "url(", "@import");
    }

    @Test
    void aNameCannotEndTheScriptThatHoldsIt() {
        ObjectNode comparison = ComparisonSample.of(1);
        comparison.withObject("/models/quantized").put("file", "</script><script>alert(1)</script>.onnx");

        String page = HtmlReport.of(comparison);

        assertThat(page).doesNotContain("<script>alert");
        assertThat(page).contains("\\u003c/script>\\u003cscript>alert(1)");
    }

    @Test
    void aNameThatLooksLikeAPlaceOfTheTemplateStaysAsItIs() {
        ObjectNode comparison = ComparisonSample.of(1);
        comparison.withObject("/data").put("path", "{{script}}$1\\");

        assertThat(HtmlReport.of(comparison)).contains("\"path\":\"{{script}}$1\\\\\"");
    }

    @Test
    void keepsTheLicenceOfTheCharts() {
        assertThat(HtmlReport.of(ComparisonSample.of(1))).contains("Licensed to the Apache Software Foundation");
    }
}
