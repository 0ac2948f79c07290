package dev.octet.report.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How numbers of a kind are shown to people. */
enum Unit {
    DECIBELS("%.2f dB"),
    SHARE("%.2f %%") {
        @Override
        double scale() {
            return 100;
        }
    },
    PERCENT("%.2f %%"),
    MILLISECONDS("%.3f ms"),
    BYTES("%,.0f B"),
    COUNT("%,.0f"),
    RATIO("%.3f"),
    SIGNIFICANT("%.4g");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    double scale() {
        return 1;
    }

    /** The number as a text; the string {@code Infinity} is one too; empty where there is none. */
    String show(JsonNode number) {
        if (number.isMissingNode() || number.isNull()) {
            return "";
        }
        return show(number.asDouble());
    }

    private String show(double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? "infinite" : "-infinite";
        }
        return String.format(Locale.ROOT, format, number * scale());
    }

    /** What was added to the first to give the second, with its sign; empty where that is nothing or unknown. */
    String change(JsonNode first, JsonNode second) {
        double added = second.asDouble(Double.NaN) - first.asDouble(Double.NaN);
        String shown = Double.isFinite(added) ? show(added) : "";
        boolean nothing = shown.isEmpty() || shown.chars().noneMatch(c -> c >= '1' && c <= '9');
        return nothing ? "" : (added > 0 ? "+" : "") + shown;
    }
}
