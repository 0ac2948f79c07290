package dev.octet.compare.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.compare.MetricComparison;
import dev.octet.compare.Pairs;
import dev.octet.testing.ProjectFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricClassTest {
    @TempDir
    private Path folder;

    /** Compiled and loaded as a user's class is: it is on no class path of this test. */
    private Metric compiled(String name, String source) throws Exception {
        Path octet = Path.of(
                Metric.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", octet.toString(), "-d", folder.toString(), file.toString());
        assertThat(code).isZero();
        return MetricClass.load(name, List.of(folder));
    }

    @Test
    void oneMethodIsEnough() throws Exception {
        Metric largest = compiled("Largest", """
                public class Largest implements dev.octet.compare.metric.Metric {
                    public double[] score(dev.octet.compare.metric.Prediction prediction) {
                        float largest = Float.NEGATIVE_INFINITY;
                        for (float element : prediction.output(java.util.Optional.empty())) {
                            largest = Math.max(largest, element);
                        }
                        return new double[] {largest};
                    }
                }
                """);

        MetricComparison found = Pairs.compare(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(20), largest)
                .metrics()
                .get(0);

        assertThat(found.name()).isEqualTo("Largest");
        assertThat(found.higherIsBetter()).isTrue();
        assertThat(found.drop().interval()).isPresent();
        assertThat(found.drop().value())
                .isEqualTo(found.reference().value() - found.quantized().value());
    }

    @Test
    void theExampleInTheUserGuideIsOne() throws Exception {
        String guide = Files.readString(ProjectFolder.root().resolve("src/site/markdown/compare.md"));
        Matcher example = Pattern.compile("(?s)```java\\n(.*?)```").matcher(guide);
        assertThat(example.find()).isTrue();
        Metric parity = compiled("Parity", example.group(1));
        TopAccuracy top1 = new TopAccuracy(1, Optional.empty());

        List<MetricComparison> found = Pairs.compare(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(60), parity, top1)
                .metrics();

        assertThat(found.get(0).reference().value())
                .isGreaterThan(found.get(1).reference().value() / 100)
                .isLessThan(1);
    }

    @Test
    void saysWhichMetricFailedAndWhere() throws Exception {
        Metric broken = compiled("Broken", """
                public class Broken implements dev.octet.compare.metric.Metric {
                    public double[] score(dev.octet.compare.metric.Prediction prediction) {
                        throw new IllegalStateException("no idea");
                    }
                }
                """);

        assertThatThrownBy(() -> Pairs.compare(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(2), broken))
                .hasMessageContaining("Metric 'Broken' (class Broken) failed for sample 'sample0'")
                .hasMessageContaining("no idea");
    }

    @Test
    void refusesWhatIsNoMetric() {
        assertThatThrownBy(() -> MetricClass.load("org.example.Missing", List.of()))
                .hasMessageContaining("There is no class 'org.example.Missing'");
        assertThatThrownBy(() -> MetricClass.load("java.lang.String", List.of()))
                .hasMessageContaining("to implement dev.octet.compare.metric.Metric");
        assertThatThrownBy(() -> MetricClass.load(TopAccuracy.class.getName(), List.of()))
                .hasMessageContaining("a public constructor without parameters");
        assertThatThrownBy(() -> MetricClass.load("Any", List.of(folder.resolve("no.jar"))))
                .hasMessageContaining("found nothing there");
        assertThat(new TopAccuracy(1, Optional.empty()).name()).isEqualTo("top1");
    }
}
