package dev.octet.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final int LARGEST = 5_000_000;

    @Test
    void aModelOf500NodesTakesLessThanFiveMegabytes() {
        String page = HtmlReport.of(ComparisonSample.of(500));

        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
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
