package dev.octet.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Affine;
import dev.octet.affine.PerChannel;
import dev.octet.affine.PerTensor;
import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.insert.Inserted;
import dev.octet.insert.QuantizedConstant;
import dev.octet.observe.Estimate;
import dev.octet.observe.TensorStatistics;
import dev.octet.place.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Scales and zero points. */
public final class ParametersJson {
    private static final Comparator<Affine> BY_SCALE = Comparator.comparingDouble(Affine::scale);

    private ParametersJson() {}

    /**
     * Every value that is quantized while the model runs, producers first.
     *
     * @param estimates their ranges, where they have their own
     */
    public static ArrayNode values(
            Plan plan, CalibrationResult calibration, Map<String, Estimate> estimates, Inserted inserted) {
        return Json.array(plan.values().values(), planned -> {
            ObjectNode value = Json.object()
                    .put("name", planned.name())
                    .put("parameters", planned.parameters().toString());
            TensorStatistics seen = calibration.statistics().get(planned.name());
            Estimate estimate = estimates.get(planned.name());
            if (seen != null && seen.minMax().range().isPresent()) {
                Range extremes = seen.minMax().range().get();
                value.putArray("observed").add(extremes.min()).add(extremes.max());
            }
            if (estimate != null) {
                value.putArray("range")
                        .add(estimate.range().min())
                        .add(estimate.range().max());
                value.put("method", estimate.note());
            }
            Affine map = inserted.activations().get(planned.name());
            if (map != null) {
                value.put("type", map.type().onnxName())
                        .put("scale", map.scale())
                        .put("zeroPoint", map.zeroPoint());
            }
            return value;
        });
    }

    /** Every constant that is stored as integers. */
    public static ArrayNode constants(Inserted inserted) {
        return Json.array(inserted.constants(), ParametersJson::constant);
    }

    private static ObjectNode constant(QuantizedConstant constant) {
        List<Affine> maps = constant.quantization() instanceof PerChannel channels
                ? channels.affines()
                : List.of(((PerTensor) constant.quantization()).affine());
        ObjectNode object = Json.object()
                .put("name", constant.name())
                .put("type", constant.quantization().type().onnxName());
        object.set("shape", Json.longs(constant.codes().shape().dimensions()));
        if (constant.quantization() instanceof PerChannel channels) {
            object.put("axis", channels.axis());
        }
        return object.put("scales", maps.size())
                .put("smallestScale", maps.stream().min(BY_SCALE).orElseThrow().scale())
                .put("largestScale", maps.stream().max(BY_SCALE).orElseThrow().scale())
                .put("enlargement", constant.enlargement());
    }
}
