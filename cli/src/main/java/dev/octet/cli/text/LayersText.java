package dev.octet.cli.text;

import dev.octet.cli.text.Table.Align;
import dev.octet.compare.layers.Culprit;
import dev.octet.compare.layers.LayerReport;
import dev.octet.compare.layers.NodeName;
import dev.octet.compare.layers.Noise;

/** The tensors and weights that most of the error comes from, and what to change first. */
final class LayersText {
    private static final int SHOWN = 5;

    private LayersText() {}

    static void add(Facts facts, LayerReport report) {
        facts.gap();
        if (!report.culprits().isEmpty()) {
            addCulprits(facts, report);
        }
        report.notes().forEach(note -> facts.fact("note", note));
    }

    private static void addCulprits(Facts facts, LayerReport report) {
        Table table = new Table(Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT);
        table.row("quantized alone", "SQNR", "node", "");
        report.culprits().stream()
                .limit(SHOWN)
                .forEach(culprit -> table.row(
                        culprit.name(),
                        decibels(culprit.alone()),
                        culprit.node().map(LayersText::label).orElse("(input)"),
                        culprit.reason()));
        table.row("all together", decibels(report.whole()));
        Culprit first = report.culprits().get(0);
        facts.fact("blame", table)
                .fact("", "SQNR at the outputs over " + Amounts.count(report.aloneSamples(), "sample"))
                .gap()
                .fact("to change", first.suggestion().lines().toList())
                .fact("", "in the configuration file, for the first of them");
    }

    private static String label(NodeName node) {
        return (node.name().isEmpty() ? node.output() : node.name()) + " (" + node.operator() + ")";
    }

    private static String decibels(double share) {
        return Figures.withUnit(Noise.decibels(share), "dB");
    }
}
