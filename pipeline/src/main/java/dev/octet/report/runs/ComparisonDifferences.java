package dev.octet.report.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octet.report.runs.SectionBuilder.Pair;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Two reports of {@code octet compare} side by side. */
final class ComparisonDifferences {
    /** Layers shown: those whose error changed most. */
    private static final int LAYERS = 10;

    private final JsonNode first;
    private final JsonNode second;

    ComparisonDifferences(JsonNode first, JsonNode second) {
        this.first = first;
        this.second = second;
    }

    List<Section> sections() {
        return List.of(runs(), accuracy(), outputs(), speedAndSize(), gate(), layers());
    }

    private Pair at(String... path) {
        Pair pair = new Pair(first, second);
        for (String field : path) {
            pair = pair.at(field);
        }
        return pair;
    }

    private Section runs() {
        SectionBuilder builder = new SectionBuilder();
        text(builder, "quantized model", at("models", "quantized", "file"));
        text(builder, "SHA-256", at("models", "quantized", "sha256"));
        text(builder, "float model", at("models", "float", "sha256"));
        text(builder, "data", at("data", "path"));
        number(builder, "samples", at("data", "samples"), Unit.COUNT);
        text(builder, "octet", at("tool", "version"));
        text(builder, "ONNX Runtime", at("tool", "onnxRuntime"));
        text(builder, "processor", at("machine", "processor"));
        return builder.build("Runs");
    }

    private Section accuracy() {
        SectionBuilder builder = new SectionBuilder();
        SectionBuilder.pairs(
                first.path("metrics"), second.path("metrics"), ComparisonDifferences::name, (name, pair) -> {
                    Unit unit = unit(pair);
                    number(builder, name + " (float)", pair.at("float").at("value"), unit);
                    metric(builder, name, pair.at("quantized"), unit);
                    metric(builder, name + " drop", pair.at("drop"), unit);
                });
        return builder.build("Accuracy");
    }

    private static Unit unit(Pair metric) {
        JsonNode one = metric.first().isMissingNode() ? metric.second() : metric.first();
        return one.path("unit").asText("").equals("%") ? Unit.PERCENT : Unit.SIGNIFICANT;
    }

    /** A value with its interval; the change is that of the values. */
    private static void metric(SectionBuilder builder, String name, Pair figure, Unit unit) {
        builder.add(
                name,
                withInterval(figure.first(), unit),
                withInterval(figure.second(), unit),
                unit.change(figure.first().path("value"), figure.second().path("value")));
    }

    private static String withInterval(JsonNode figure, Unit unit) {
        String value = unit.show(figure.path("value"));
        return figure.has("low") && figure.has("high")
                ? "%s (%s to %s)".formatted(value, unit.show(figure.path("low")), unit.show(figure.path("high")))
                : value;
    }

    private Section outputs() {
        SectionBuilder builder = new SectionBuilder();
        SectionBuilder.pairs(
                first.path("outputs"), second.path("outputs"), ComparisonDifferences::name, (name, pair) -> {
                    number(builder, name + " SQNR", pair.at("sqnr"), Unit.DECIBELS);
                    number(builder, name + " cosine", pair.at("cosine"), Unit.SIGNIFICANT);
                    number(builder, name + " mean error", pair.at("meanAbsolute"), Unit.SIGNIFICANT);
                    number(builder, name + " max error", pair.at("maxAbsolute"), Unit.SIGNIFICANT);
                    number(builder, name + " KL", pair.at("kl"), Unit.SIGNIFICANT);
                    number(builder, name + " top-1 agrees", pair.at("top1Agreement"), Unit.SHARE);
                });
        return builder.build("Outputs");
    }

    private Section speedAndSize() {
        SectionBuilder builder = new SectionBuilder();
        number(builder, "float time", at("speed", "float", "median"), Unit.MILLISECONDS);
        number(builder, "quantized time", at("speed", "quantized", "median"), Unit.MILLISECONDS);
        metric(builder, "time ratio", at("speed", "ratio"), Unit.RATIO);
        number(builder, "quantized memory", at("speed", "quantized", "memory"), Unit.BYTES);
        number(builder, "quantized size", at("models", "quantized", "bytes"), Unit.BYTES);
        number(builder, "size ratio", at("size", "ratio"), Unit.RATIO);
        return builder.build("Speed and size");
    }

    private Section gate() {
        SectionBuilder builder = new SectionBuilder();
        SectionBuilder.pairs(
                first.path("gate"),
                second.path("gate"),
                verdict -> verdict.path("criterion").asText(),
                (name, pair) -> builder.add(name, verdict(pair.first()), verdict(pair.second()), ""));
        return builder.build("Gate");
    }

    private static String verdict(JsonNode verdict) {
        if (verdict.isMissingNode()) {
            return "";
        }
        return "%s: %s asked, %s measured"
                .formatted(
                        verdict.path("passed").asBoolean() ? "passed" : "failed",
                        verdict.path("asked").asText(),
                        Unit.SIGNIFICANT.show(verdict.path("measured")));
    }

    private record Layer(String name, Pair sqnr) {
        double change() {
            double change = sqnr.second().asDouble(Double.NaN) - sqnr.first().asDouble(Double.NaN);
            return Double.isNaN(change) ? 0 : Math.abs(change);
        }
    }

    /** Tensors and weights whose error alone, at the outputs, changed most. */
    private Section layers() {
        SectionBuilder builder = new SectionBuilder();
        Stream.of("tensors", "weights")
                .flatMap(kind -> layers(at("layers", kind)))
                .filter(layer -> layer.change() > 0)
                .sorted(Comparator.comparingDouble(Layer::change).reversed())
                .limit(LAYERS)
                .forEach(layer -> number(builder, layer.name(), layer.sqnr(), Unit.DECIBELS));
        return builder.build("Tensors and weights whose error alone changed most (SQNR at the outputs)");
    }

    private static Stream<Layer> layers(Pair lists) {
        Stream.Builder<Layer> layers = Stream.builder();
        SectionBuilder.pairs(
                lists.first(),
                lists.second(),
                ComparisonDifferences::name,
                (name, pair) -> layers.add(new Layer(name, pair.at("outputSqnrAlone"))));
        return layers.build();
    }

    private static String name(JsonNode object) {
        return object.path("name").asText();
    }

    private static void number(SectionBuilder builder, String name, Pair pair, Unit unit) {
        builder.number(name, pair.first(), pair.second(), unit);
    }

    private static void text(SectionBuilder builder, String name, Pair pair) {
        builder.text(name, pair.first(), pair.second());
    }
}
