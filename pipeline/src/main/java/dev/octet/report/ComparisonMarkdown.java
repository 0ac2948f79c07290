package dev.octet.report;

import dev.octet.compare.Comparison;
import dev.octet.compare.Figure;
import dev.octet.compare.MetricComparison;
import dev.octet.compare.OutputFidelity;
import dev.octet.compare.fidelity.Fidelity;
import dev.octet.compare.gate.Verdict;
import dev.octet.runtime.LatencyComparison;
import java.util.List;
import java.util.Locale;

/** A comparison for a pull request: a few tables in Markdown as GitHub and GitLab read it. */
public final class ComparisonMarkdown {
    private final StringBuilder text = new StringBuilder();

    private ComparisonMarkdown() {}

    /** The whole text. */
    public static String of(Comparison comparison, List<Verdict> verdicts) {
        ComparisonMarkdown markdown = new ComparisonMarkdown();
        markdown.line("### " + heading(verdicts)).line("");
        markdown.line("%s, compared on %s."
                .formatted(
                        escaped(comparison.quantized().file().getFileName().toString()), escaped(comparison.data())));
        markdown.gate(verdicts);
        markdown.figures(comparison);
        markdown.outputs(comparison.outputs());
        return markdown.text.toString();
    }

    private static String heading(List<Verdict> verdicts) {
        long failed = verdicts.stream().filter(verdict -> !verdict.passed()).count();
        if (verdicts.isEmpty()) {
            return "Float and quantized";
        }
        return failed == 0
                ? "All criteria are met"
                : String.format(Locale.ROOT, "%d of %d criteria not met", failed, verdicts.size());
    }

    private void gate(List<Verdict> verdicts) {
        if (!verdicts.isEmpty()) {
            line("").line("| | criterion | asked | measured |").line("| --- | --- | --- | --- |");
        }
        verdicts.forEach(verdict -> line("| %s | %s | %s | %s |"
                .formatted(
                        verdict.passed() ? "passed" : "**failed**",
                        escaped(verdict.criterion()),
                        escaped(verdict.asked()),
                        JUnitXml.measured(verdict))));
    }

    private void figures(Comparison comparison) {
        line("").line("| | float | quantized | change |").line("| --- | --- | --- | --- |");
        comparison.metrics().forEach(this::metric);
        comparison.speed().ifPresent(speed -> {
            LatencyComparison latency = speed.latency();
            line(String.format(
                    Locale.ROOT,
                    "| median time, batch of %d, %d threads | %.3f ms | %.3f ms | %.3f (%.3f to %.3f) |",
                    speed.batch(),
                    latency.threads(),
                    latency.reference().median(),
                    latency.candidate().median(),
                    latency.ratio(),
                    latency.ratioLow(),
                    latency.ratioHigh()));
        });
        line(String.format(
                Locale.ROOT,
                "| size in bytes | %,d | %,d | %.3f |",
                comparison.reference().bytes(),
                comparison.quantized().bytes(),
                comparison.sizeRatio()));
    }

    private void metric(MetricComparison metric) {
        String sure = metric.distinguishable()
                .map(answer -> answer ? "" : ", not distinguishable from none")
                .orElse("");
        line("| %s | %s | %s | drop %s%s |"
                .formatted(
                        escaped(metric.name()),
                        figure(metric.reference(), metric.unit()),
                        figure(metric.quantized(), metric.unit()),
                        figure(metric.drop(), metric.dropUnit()),
                        sure));
    }

    /** Percentages and points with two decimals, as everywhere. */
    private static String figure(Figure figure, String unit) {
        int decimals = unit.equals("%") || unit.equals("pt") ? 2 : 4;
        String number = "%." + decimals + "f";
        String interval = figure.interval()
                .map(found ->
                        String.format(Locale.ROOT, " (" + number + " to " + number + ")", found.low(), found.high()))
                .orElse("");
        return String.format(Locale.ROOT, number, figure.value())
                + (unit.isEmpty() ? "" : " " + escaped(unit))
                + interval;
    }

    private void outputs(List<OutputFidelity> outputs) {
        line("").line("| output | SQNR | cosine | mean error | max error |").line("| --- | --- | --- | --- | --- |");
        outputs.forEach(output -> output.fidelity().ifPresent(fidelity -> output(output.name(), fidelity)));
    }

    private void output(String name, Fidelity fidelity) {
        line(String.format(
                Locale.ROOT,
                "| %s | %.2f dB | %.6f | %.4g | %.4g |",
                escaped(name),
                fidelity.sqnr(),
                fidelity.cosine(),
                fidelity.meanError(),
                fidelity.maxError()));
    }

    private ComparisonMarkdown line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** Names from models, so that they show as they are. */
    private static String escaped(String name) {
        return name.replaceAll("\\R", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|#~])", "\\\\$1")
                .strip();
    }
}
