package dev.octet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Affine;
import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.compare.layers.Culprit;
import dev.octet.compare.layers.InPlaceError;
import dev.octet.compare.layers.LayerReport;
import dev.octet.compare.layers.NodeLayer;
import dev.octet.compare.layers.NodeName;
import dev.octet.compare.layers.Noise;
import dev.octet.compare.layers.TensorLayer;
import dev.octet.compare.layers.WeightLayer;
import dev.octet.observe.Accumulator;
import dev.octet.observe.StatisticKind;
import dev.octet.observe.TensorStatistics;
import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayersJsonTest {
    private static final NodeName CONV = new NodeName("conv", "Conv", "y");

    private static final ObjectNode JSON = LayersJson.of(report());

    /** Values from 40 to 1000, of which the codes reach only 510. */
    static LayerReport report() {
        Accumulator seen = new Accumulator(Set.of(StatisticKind.HISTOGRAM));
        float[] values = new float[961];
        IntStream.range(0, values.length).forEach(i -> values[i] = 40 + i);
        seen.observe(0, values, 0, values.length);
        TensorLayer tensor = tensor(seen.statistics());
        WeightLayer weight = new WeightLayer(
                "W",
                4,
                List.of(CONV),
                ElementType.INT8,
                Shape.of(2, 3),
                2,
                new Noise(1, 0),
                OptionalDouble.empty(),
                OptionalInt.of(6),
                OptionalInt.of(0),
                List.of(Range.symmetric(1), Range.ZERO));
        Culprit culprit = new Culprit(
                "y", false, Optional.of(CONV), List.of(), 3, 0.01, "because", "overrides:\n  - tensor: \"y\"\n");
        return new LayerReport(
                List.of(tensor),
                List.of(weight),
                List.of(new NodeLayer(CONV, 0, Kernel.INTEGER), new NodeLayer(CONV, 1, Kernel.GONE)),
                List.of(culprit),
                0.02,
                3,
                2,
                List.of("a note"));
    }

    private static TensorLayer tensor(TensorStatistics seen) {
        InPlaceError error =
                new InPlaceError(new Noise(100, 1), new Noise(100, 0), new Noise(100, 0.1), 0.5, 200, seen);
        return new TensorLayer(
                "y",
                "y",
                Optional.of(CONV),
                3,
                List.of(),
                new Affine(QuantizedType.UINT8, 2, 0),
                error,
                OptionalDouble.of(0.01));
    }

    @Test
    void tellsOfATensorInDecibelsAndShares() {
        JsonNode tensor = JSON.get("tensors").get(0);
        assertThat(tensor.get("name").asText()).isEqualTo("y");
        assertThat(tensor.get("node").asText()).isEqualTo("conv");
        assertThat(tensor.get("operator").asText()).isEqualTo("Conv");
        assertThat(tensor.get("depth").asInt()).isEqualTo(3);
        assertThat(tensor.get("type").asText()).isEqualTo("uint8");
        assertThat(tensor.get("high").asDouble()).isEqualTo(510);
        assertThat(tensor.get("sqnrInPlace").asDouble()).isEqualTo(20);
        assertThat(tensor.get("sqnrAlone").asDouble()).isEqualTo(30);
        assertThat(tensor.get("outputSqnrAlone").asDouble()).isEqualTo(20);
        assertThat(tensor.get("saturation").asDouble()).isEqualTo(0.5);
        assertThat(tensor.get("stretchedToZero").asDouble()).isEqualTo(0.04);
        assertThat(tensor.get("unusedCodes").asDouble())
                .as("20 codes of 256 lie below 40")
                .isEqualTo(20 / 256.0);
    }

    @Test
    void writesAnInfiniteRatioAsATextAndLeavesOutWhatIsNotKnown() {
        assertThat(JSON.get("tensors").get(0).get("sqnrInherited").asText()).isEqualTo("Infinity");
        JsonNode weight = JSON.get("weights").get(0);
        assertThat(weight.get("sqnr").asText()).isEqualTo("Infinity");
        assertThat(weight.has("outputSqnrAlone")).isFalse();
        assertThat(JSON.toString()).doesNotContain("NaN").doesNotContain("null");
    }

    @Test
    void joinsTheBinsOfAHistogramToAtMost128AndLosesNone() {
        JsonNode histogram = JSON.get("tensors").get(0).get("histogram");
        assertThat(histogram.get("counts").size()).isBetween(64, 128);
        long total = 0;
        for (JsonNode count : histogram.get("counts")) {
            total += count.asLong();
        }
        assertThat(total).isEqualTo(961);
        assertThat(histogram.get("low").asDouble()).isEqualTo(40);
        assertThat(histogram.get("high").asDouble()).isBetween(1000.0, 1016.0);
    }

    @Test
    void tellsOfAWeightAndItsChannels() {
        JsonNode weight = JSON.get("weights").get(0);
        assertThat(weight.get("axis").asInt()).isZero();
        assertThat(weight.get("deadChannels").asInt()).isEqualTo(1);
        assertThat(weight.get("channels").get("high").toString()).isEqualTo("[1.0,0.0]");
        assertThat(weight.get("node").asText()).isEqualTo("conv");
    }

    @Test
    void ranksCulpritsByTheirShareOfTheWholeError() {
        JsonNode culprit = JSON.get("culprits").get(0);
        assertThat(culprit.get("rank").asInt()).isEqualTo(1);
        assertThat(culprit.get("kind").asText()).isEqualTo("tensor");
        assertThat(culprit.get("addedNoise").asDouble()).isEqualTo(0.5);
        assertThat(culprit.get("outputSqnrAlone").asDouble()).isEqualTo(20);
        assertThat(culprit.get("cause").asText()).isEqualTo("because");
        assertThat(culprit.get("suggestion").asText()).startsWith("overrides:\n");
    }

    @Test
    void namesTheKernelOfEachNode() {
        assertThat(JSON.get("nodes").get(0).get("kernel").asText()).isEqualTo("integer");
        assertThat(JSON.get("nodes").get(1).get("kernel").asText()).isEqualTo("removed");
        assertThat(JSON.get("nodes").get(1).get("depth").asInt()).isEqualTo(1);
    }
}
