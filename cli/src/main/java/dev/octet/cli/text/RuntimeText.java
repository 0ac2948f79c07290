package dev.octet.cli.text;

import dev.octet.cli.text.Table.Align;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.runtime.FusionReport.NodeKernel;
import dev.octet.runtime.RuntimeVersion;
import java.util.Locale;

/** What ONNX Runtime makes of a model, for people: one line a node. */
public final class RuntimeText {
    private RuntimeText() {}

    public static String of(FusionReport fusion) {
        Facts facts = new Facts()
                .gap()
                .fact("run by", "ONNX Runtime " + RuntimeVersion.get() + " on this processor")
                .fact("", summary(fusion));
        return facts.gap().fact("nodes", nodes(fusion)).toString();
    }

    private static String summary(FusionReport fusion) {
        return "%s on integers, %s on floats, %s as part of another or not at all; %s left"
                .formatted(
                        Amounts.count(fusion.count(Kernel.INTEGER), "node"),
                        Amounts.count(fusion.count(Kernel.FLOAT)),
                        Amounts.count(fusion.count(Kernel.GONE)),
                        Amounts.count(fusion.conversions(), "conversion"));
    }

    private static Table nodes(FusionReport fusion) {
        Table table = new Table(Align.LEFT, Align.LEFT, Align.LEFT);
        for (NodeKernel entry : fusion.nodes()) {
            table.row(
                    entry.kernel().name().toLowerCase(Locale.ROOT),
                    entry.node().operator().toString(),
                    entry.node().name().isEmpty()
                            ? "-> " + String.join(", ", entry.node().outputs())
                            : entry.node().name());
        }
        return table;
    }
}
