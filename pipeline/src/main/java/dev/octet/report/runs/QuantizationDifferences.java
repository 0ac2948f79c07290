package dev.octet.report.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.octet.report.runs.SectionBuilder.Pair;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Two reports of {@code octet quantize} side by side. */
final class QuantizationDifferences {
    /** Nodes and values shown of those that changed. */
    private static final int SHOWN = 20;

    private final JsonNode first;
    private final JsonNode second;

    QuantizationDifferences(JsonNode first, JsonNode second) {
        this.first = first;
        this.second = second;
    }

    List<Section> sections() {
        return List.of(runs(), result(), nodes(), ranges());
    }

    private Section runs() {
        SectionBuilder builder = new SectionBuilder();
        text(builder, "model", "model", "file");
        for (String field : List.of("version", "onnxRuntime", "modelSha256", "samplesSha256", "target", "seed")) {
            text(builder, field, "provenance", field);
        }
        Pair options = at("provenance", "options");
        builder.add("options", options(options.first()), options(options.second()), "");
        return builder.build("Runs");
    }

    private static String options(JsonNode options) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            option.getValue()
                    .forEach(value -> text.append(" --")
                            .append(option.getKey())
                            .append('=')
                            .append(value.asText()));
        }
        return text.toString().strip();
    }

    private Section result() {
        SectionBuilder builder = new SectionBuilder();
        text(builder, "outcome", "outcome");
        number(builder, "size", Unit.BYTES, "output", "bytes");
        number(builder, "size ratio", Unit.RATIO, "sizeRatio");
        builder.number("quantized nodes", count(first), count(second), Unit.COUNT);
        number(builder, "conversions left", Unit.COUNT, "fusion", "conversions");
        number(builder, "samples", Unit.COUNT, "calibration", "samples");
        return builder.build("Result");
    }

    private static JsonNode count(JsonNode report) {
        long quantized = StreamSupport.stream(report.path("nodes").spliterator(), false)
                .filter(node -> node.path("decision").asText().equals("quantized"))
                .count();
        return LongNode.valueOf(quantized);
    }

    private Section nodes() {
        SectionBuilder builder = new SectionBuilder();
        changed(
                        "nodes",
                        QuantizationDifferences::node,
                        pair -> !decision(pair.first()).equals(decision(pair.second())))
                .limit(SHOWN)
                .forEach(one -> builder.add(
                        one.name(),
                        decision(one.pair().first()),
                        decision(one.pair().second()),
                        ""));
        return builder.build("Nodes decided otherwise");
    }

    private static String node(JsonNode node) {
        String name = node.path("name").asText();
        return name.isEmpty() ? node.path("outputs").path(0).asText() : name;
    }

    private static String decision(JsonNode node) {
        String reason = node.path("reason").asText("");
        return node.path("decision").asText("") + (reason.isEmpty() ? "" : ": " + reason);
    }

    private Section ranges() {
        SectionBuilder builder = new SectionBuilder();
        changed("values", value -> value.path("name").asText(), pair -> spread(pair) > 0)
                .sorted(Comparator.comparingDouble((Named one) -> spread(one.pair()))
                        .reversed())
                .limit(SHOWN)
                .forEach(one -> builder.number(
                        one.name(),
                        one.pair().first().path("scale"),
                        one.pair().second().path("scale"),
                        Unit.SIGNIFICANT));
        return builder.build("Values whose scale changed most");
    }

    /** How far apart two scales are, as a ratio on a logarithmic scale; 0 where one is unknown. */
    private static double spread(Pair value) {
        double ratio = value.second().path("scale").asDouble()
                / value.first().path("scale").asDouble();
        return ratio > 0 && Double.isFinite(ratio) ? Math.abs(Math.log(ratio)) : 0;
    }

    private record Named(String name, Pair pair) {}

    private Stream<Named> changed(String list, Function<JsonNode, String> name, Predicate<Pair> isChanged) {
        Stream.Builder<Named> found = Stream.builder();
        SectionBuilder.pairs(first.path(list), second.path(list), name, (key, pair) -> {
            if (isChanged.test(pair)) {
                found.add(new Named(key, pair));
            }
        });
        return found.build();
    }

    private Pair at(String... path) {
        Pair pair = new Pair(first, second);
        for (String field : path) {
            pair = pair.at(field);
        }
        return pair;
    }

    private void number(SectionBuilder builder, String name, Unit unit, String... path) {
        Pair pair = at(path);
        builder.number(name, pair.first(), pair.second(), unit);
    }

    private void text(SectionBuilder builder, String name, String... path) {
        Pair pair = at(path);
        builder.text(name, pair.first(), pair.second());
    }
}
