package dev.octet.cli.text;

import dev.octet.cli.text.Table.Align;
import dev.octet.compare.ComparedModel;
import dev.octet.compare.Comparison;
import dev.octet.compare.KernelFidelity;
import dev.octet.compare.MetricComparison;
import dev.octet.compare.OutputFidelity;
import dev.octet.compare.Speed;
import dev.octet.compare.fidelity.Fidelity;
import dev.octet.compare.gate.Verdict;
import dev.octet.runtime.Latency;
import dev.octet.runtime.LatencyComparison;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A {@link Comparison} for people. */
public final class ComparisonText {
    private final Comparison comparison;
    private final Facts facts = new Facts();

    private ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    public static String of(Comparison comparison, List<Verdict> verdicts) {
        ComparisonText text = new ComparisonText(comparison);
        text.facts
                .line("%s -> %s"
                        .formatted(
                                comparison.reference().file(),
                                comparison.quantized().file()))
                .gap();
        text.body();
        text.gate(verdicts);
        return text.facts.toString();
    }

    private void body() {
        facts.fact("compared on", comparison.data()).gap();
        outputs();
        comparison.kernels().ifPresent(this::kernels);
        metrics();
        comparison.speed().ifPresent(this::speed);
        size();
        comparison.layers().ifPresent(layers -> LayersText.add(facts, layers));
    }

    private void outputs() {
        Table table =
                new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("", "SQNR", "cosine", "mean error", "max error", "KL", "top-1 agrees");
        comparison.outputs().forEach(output -> output.fidelity().ifPresent(fidelity -> row(table, output, fidelity)));
        boolean floating = comparison.outputs().stream()
                .anyMatch(output -> output.fidelity().isPresent());
        if (floating) {
            facts.fact("outputs", table);
        }
        for (OutputFidelity output : comparison.outputs()) {
            output.equal()
                    .ifPresent(share -> facts.fact(
                            "", "%s: %s of elements are equal".formatted(output.name(), Amounts.percent(share))));
            if (output.mismatched() > 0) {
                facts.fact(
                        "",
                        "%s: of different shapes for %s, which count nowhere else"
                                .formatted(output.name(), Amounts.count(output.mismatched(), "sample")));
            }
        }
        facts.gap();
    }

    private static void row(Table table, OutputFidelity output, Fidelity fidelity) {
        table.row(
                output.name(),
                Figures.withUnit(fidelity.sqnr(), "dB"),
                String.format(java.util.Locale.ROOT, "%.6f", fidelity.cosine()),
                Figures.significant(fidelity.meanError()),
                Figures.significant(fidelity.maxError()),
                optional(fidelity.divergence()),
                fidelity.agreement().isPresent()
                        ? Figures.withUnit(100 * fidelity.agreement().getAsDouble(), "%")
                        : "-");
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? Figures.significant(value.getAsDouble()) : "-";
    }

    private void kernels(KernelFidelity kernels) {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("SQNR over " + Amounts.count(kernels.samples(), "sample"), "as run", "as written", "kernels alone");
        for (int i = 0; i < kernels.asRun().size(); i++) {
            table.row(
                    kernels.asRun().get(i).name(),
                    sqnr(kernels.asRun().get(i)),
                    sqnr(kernels.asWritten().get(i)),
                    sqnr(kernels.kernels().get(i)));
        }
        facts.fact("kernels", table).gap();
    }

    private static String sqnr(OutputFidelity output) {
        return output.fidelity()
                .map(fidelity -> Figures.withUnit(fidelity.sqnr(), "dB"))
                .orElse("-");
    }

    private void metrics() {
        if (comparison.metrics().isEmpty()) {
            facts.fact("accuracy", "not measured: there are no labels").gap();
            return;
        }
        Table table = new Table(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        table.row("", "float", "quantized", "drop");
        for (MetricComparison metric : comparison.metrics()) {
            table.row(
                    metric.name(),
                    Figures.withInterval(metric.reference(), metric.unit()),
                    Figures.withInterval(metric.quantized(), metric.unit()),
                    Figures.withInterval(metric.drop(), metric.dropUnit()));
        }
        facts.fact("accuracy", table);
        comparison.metrics().forEach(metric -> facts.fact("", Verdicts.of(metric)));
        facts.gap();
    }

    private void speed(Speed speed) {
        LatencyComparison latency = speed.latency();
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("", "median", "p10", "p90", "memory");
        row(table, "float", latency.reference(), speed.referenceMemory());
        row(table, "quantized", latency.candidate(), speed.quantizedMemory());
        facts.fact("speed", table)
                .fact(
                        "",
                        "ratio %s (%s to %s): %s in turns, %s, batch of %d"
                                .formatted(
                                        ratio(latency.ratio()),
                                        ratio(latency.ratioLow()),
                                        ratio(latency.ratioHigh()),
                                        Amounts.count(latency.rounds(), "run"),
                                        Amounts.count(latency.threads(), "thread"),
                                        speed.batch()))
                .gap();
    }

    private static void row(Table table, String name, Latency latency, OptionalLong memory) {
        table.row(
                name,
                Figures.withUnit(latency.median(), "ms"),
                Figures.withUnit(latency.p10(), "ms"),
                Figures.withUnit(latency.p90(), "ms"),
                memory.isPresent() ? Amounts.bytes(memory.getAsLong()) : "-");
    }

    private static String ratio(double ratio) {
        return String.format(java.util.Locale.ROOT, "%.3f", ratio);
    }

    private void size() {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
        table.row("", "file", "weights", "other");
        row(table, "float", comparison.reference());
        row(table, "quantized", comparison.quantized());
        facts.fact("size", table).fact("", "ratio " + ratio(comparison.sizeRatio()));
    }

    private static void row(Table table, String name, ComparedModel model) {
        table.row(
                name,
                Amounts.bytes(model.bytes()),
                Amounts.bytes(model.weightBytes()),
                Amounts.bytes(model.otherBytes()));
    }

    private void gate(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        Table table = new Table(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        table.row("", "", "asked", "measured");
        verdicts.forEach(verdict -> table.row(
                verdict.passed() ? "passed" : "FAILED",
                verdict.criterion(),
                verdict.asked(),
                Figures.withUnit(verdict.measured(), verdict.unit())
                        + verdict.interval()
                                .map(interval -> " " + Figures.bounds(interval, verdict.unit()))
                                .orElse("")));
        facts.gap().fact("gate", table);
    }
}
