package dev.octet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.octet.compare.Comparison;
import dev.octet.compare.ComparisonSettings;
import dev.octet.compare.Pairs;
import dev.octet.compare.gate.Criterion;
import dev.octet.compare.gate.GateRule;
import dev.octet.compare.metric.TopAccuracy;
import dev.octet.provenance.Provenance;
import dev.octet.provenance.Recipe;
import dev.octet.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonJsonTest {
    private static final Path SCHEMA = Path.of("src/site/resources/octet-comparison-1.schema.json");

    private static final ComparisonSettings SETTINGS =
            Pairs.settings(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(12), new TopAccuracy(1, Optional.empty()));

    private static Set<ValidationMessage> problems(ObjectNode report) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(ProjectFolder.root().resolve(SCHEMA)));
        return schema.validate(report);
    }

    @Test
    void keepsToThePublishedSchemaWithEverything() throws IOException {
        Comparison comparison = Pairs.compare(SETTINGS.withSpeed(Optional.of(Duration.ofMillis(20))));
        ObjectNode report = ComparisonJson.of(
                comparison,
                List.of(
                        Criterion.parse(GateRule.MAX_DROP, "top1=1pt").judge(comparison),
                        Criterion.parse(GateRule.MAX_SIZE_RATIO, "0.3").judge(comparison)));

        report.set("layers", LayersJson.of(LayersJsonTest.report()));
        Provenance provenance = new Provenance(
                Optional.of("1"),
                "1.29.0",
                "0".repeat(64),
                Optional.empty(),
                Optional.of("1".repeat(64)),
                "generic",
                Recipe.DEFAULTS);
        report.set("provenance", ProvenanceJson.of(provenance));

        assertThat(problems(report)).isEmpty();
        assertThat(report.at("/outputs/0/sqnr").asDouble())
                .isEqualTo(comparison.outputs().get(0).fidelity().orElseThrow().sqnr());
        assertThat(report.at("/gate/1/passed").asBoolean()).isFalse();
        assertThat(report.at("/speed/float/all").size())
                .isEqualTo(comparison.speed().orElseThrow().latency().rounds());
    }

    @Test
    void keepsToThePublishedSchemaWithLittle() throws IOException {
        Comparison same = Pairs.compare(
                Pairs.settings(Pairs.SCORES, Pairs.SCORES, Pairs.samples(2)).withKernelSamples(0));
        ObjectNode report = ComparisonJson.of(same, List.of());

        assertThat(problems(report)).isEmpty();
        assertThat(report.at("/outputs/0/sqnr").asText()).isEqualTo("Infinity");
        assertThat(report.has("speed")).isFalse();
        assertThat(report.get("kernels")).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoSuchReport() throws IOException {
        ObjectNode report = ComparisonJson.of(Pairs.compare(SETTINGS), List.of());

        assertThat(problems(report.deepCopy().put("version", 2))).isNotEmpty();
        assertThat(problems(report.deepCopy().without(List.of("outputs")))).isNotEmpty();
        ObjectNode wrong = report.deepCopy();
        ((ObjectNode) wrong.at("/outputs/0")).put("sqnr", "high");
        assertThat(problems(wrong)).isNotEmpty();
        ObjectNode layers = LayersJson.of(LayersJsonTest.report());
        ((ObjectNode) layers.at("/tensors/0")).put("saturation", 2);
        assertThat(problems(report.deepCopy().set("layers", layers))).isNotEmpty();
    }
}
