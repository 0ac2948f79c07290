package dev.octet.cli.text;

import dev.octet.cli.text.Table.Align;
import dev.octet.inspect.QuantizationSummary;
import dev.octet.inspect.WeightCoding;
import java.util.Locale;

/** How the quantized weights of a model are stored, for people. */
final class WeightCodingText {
    private WeightCodingText() {}

    /** A row for each way, and one that tells the share of all weights; empty where none are quantized. */
    static Table of(QuantizationSummary found) {
        Table table = new Table(Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        for (WeightCoding coding : found.weightCodings()) {
            table.row(
                    Amounts.count(coding.weights()),
                    "of %d bits".formatted(coding.bits()),
                    scope(coding) + (coding.zeroPoints() ? ", zero points" : ""),
                    coding.scales() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f bits with %s",
                                    coding.bitsPerWeight(),
                                    coding.isCodebook() ? "codebooks" : "scales"),
                    Amounts.bytes(coding.bytes()),
                    "%s %s"
                            .formatted(
                                    Amounts.count(coding.tensors()),
                                    coding.operator().type()));
        }
        if (!found.weightCodings().isEmpty()) {
            table.row(Amounts.percent(found.weightShare()), "of all weights");
        }
        return table;
    }

    private static String scope(WeightCoding coding) {
        if (coding.isCodebook()) {
            return "a codebook of %d values a %s"
                    .formatted(coding.entries(), coding.granularity().name().toLowerCase(Locale.ROOT));
        }
        return switch (coding.granularity()) {
            case TENSOR -> "a scale a tensor";
            case CHANNEL -> "a scale a channel";
            case BLOCK -> "blocks of " + coding.blockSize();
            case UNKNOWN -> "scales elsewhere";
        };
    }
}
