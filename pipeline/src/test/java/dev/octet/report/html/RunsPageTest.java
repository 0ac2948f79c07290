package dev.octet.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.report.runs.Difference;
import dev.octet.report.runs.Section;
import dev.octet.testing.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsPageTest {
    private static final List<Section> SECTIONS = List.of(
            new Section("Runs", List.of(new Difference("model", "a.onnx", "a.onnx", ""))),
            new Section(
                    "Nodes decided otherwise",
                    List.of(new Difference("<script>document.title='taken'</script>", "quantized", "float", ""))),
            new Section("Result", List.of(new Difference("size", "2.18 MB", "897 kB", "\u2212 59 %"))));

    @TempDir
    private Path folder;

    private String dom(String page) throws Exception {
        Path file = Files.writeString(folder.resolve("runs.html"), page);
        return Chromium.require(folder).dom(file).replaceAll("(?s)<(script|style)\\b.*?</\\1>", "");
    }

    @Test
    void showsBothRunsSideBySide() throws Exception {
        RunsPage.write(SECTIONS, "monday.json", "tuesday.json", folder.resolve("runs.html"));

        String dom = dom(Files.readString(folder.resolve("runs.html")));

        assertThat(dom)
                .contains("<dd>monday.json</dd>", "<dd>tuesday.json</dd>", "<dd>2 figures</dd>")
                .contains("<td class=\"number\">2.18 MB</td><td class=\"number\">897 kB</td>")
                .contains("<span class=\"muted\">same</span>")
                .contains("&lt;script&gt;document.title='taken'&lt;/script&gt;")
                .contains("<title>Octet: two runs</title>");
    }

    @Test
    void leavesOnlyWhatChangedIfAsked() throws Exception {
        String page = RunsPage.of(SECTIONS, "monday.json", "tuesday.json");
        int end = page.lastIndexOf("</body>");

        String dom = dom(page.substring(0, end) + "<script>document.getElementById('only').click();</script>"
                + page.substring(end));

        assertThat(dom).doesNotContain("a.onnx").contains("897 kB");
    }
}
