package dev.octet.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.compare.Speed;
import dev.octet.runtime.Latency;
import dev.octet.runtime.LatencyComparison;
import java.util.OptionalLong;

/** Times in milliseconds, memory in bytes. */
final class SpeedJson {
    private SpeedJson() {}

    static ObjectNode of(Speed speed) {
        LatencyComparison latency = speed.latency();
        ObjectNode object = Json.object()
                .put("threads", latency.threads())
                .put("batch", speed.batch())
                .put("runs", latency.rounds());
        object.set("float", latency(latency.reference(), speed.referenceMemory()));
        object.set("quantized", latency(latency.candidate(), speed.quantizedMemory()));
        object.set(
                "ratio",
                Json.object()
                        .put("value", latency.ratio())
                        .put("low", latency.ratioLow())
                        .put("high", latency.ratioHigh()));
        return object;
    }

    private static ObjectNode latency(Latency latency, OptionalLong memory) {
        ObjectNode object = Json.object()
                .put("median", latency.median())
                .put("p10", latency.p10())
                .put("p90", latency.p90());
        memory.ifPresent(bytes -> object.put("memory", bytes));
        object.set("all", Json.array(latency.times(), JsonNodeFactory.instance::numberNode));
        return object;
    }
}
