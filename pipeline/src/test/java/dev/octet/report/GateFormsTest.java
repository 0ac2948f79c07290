package dev.octet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.compare.Comparison;
import dev.octet.compare.Pairs;
import dev.octet.compare.gate.Bound;
import dev.octet.compare.gate.Limit;
import dev.octet.compare.gate.Verdict;
import dev.octet.compare.metric.TopAccuracy;
import dev.octet.compare.statistics.Interval;
import dev.octet.testing.ForeignLocale;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The forms that other systems read: JUnit's XML, and Markdown. */
class GateFormsTest {
    private static final Verdict PASSED = verdict("max-drop top1", 0.25, true);
    private static final Verdict FAILED = verdict("min-sqnr <b>|\u0001", 3, false);

    private static Verdict verdict(String name, double measured, boolean passed) {
        return new Verdict(
                name,
                Bound.AT_MOST,
                new Limit(new BigDecimal("0.5"), "pt"),
                measured,
                Optional.of(new Interval(measured, measured - 1, measured + 1, 0.95)),
                "pt",
                passed);
    }

    @Test
    void aCriterionIsATest() throws Exception {
        String xml = JUnitXml.of(List.of(PASSED, FAILED));

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .isEqualTo("asked at most 0.5 pt, measured 3.0000 pt (2.0000 to 4.0000)");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("min-sqnr <b>|?");
    }

    @Test
    void markdownSaysWhatFailedAndEscapesNames() {
        Comparison comparison =
                Pairs.compare(Pairs.SCORES, Pairs.SCORES, Pairs.samples(6), new TopAccuracy(1, Optional.empty()));

        String text = ComparisonMarkdown.of(comparison, List.of(PASSED, FAILED));

        assertThat(text)
                .startsWith("### 1 of 2 criteria not met\n")
                .contains("| passed | max-drop top1 | at most 0.5 pt | 0.2500 pt (-0.7500 to 1.2500) |\n")
                .contains("| **failed** | min-sqnr &lt;b>\\|")
                .contains("not distinguishable from none |\n")
                .containsPattern("\\| y \\| Infinity dB \\| 1\\.000000 \\|");
        assertThat(ComparisonMarkdown.of(comparison, List.of(PASSED))).startsWith("### All criteria are met\n");
    }

    @Test
    void formsAreTheSameWhateverTheLanguageOfTheMachine() {
        Comparison comparison =
                Pairs.compare(Pairs.SCORES, Pairs.SCORES, Pairs.samples(6), new TopAccuracy(1, Optional.empty()));
        Supplier<String> markdown = () -> ComparisonMarkdown.of(comparison, List.of(PASSED, FAILED));
        Supplier<String> xml = () -> JUnitXml.of(List.of(PASSED, FAILED));

        assertThat(ForeignLocale.inEach(markdown)).containsOnly(markdown.get());
        assertThat(ForeignLocale.inEach(xml)).containsOnly(xml.get());
    }
}
