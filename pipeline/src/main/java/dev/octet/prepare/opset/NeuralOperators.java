package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;
import static dev.octet.prepare.opset.UnaryOperators.IN_PLACE;

import dev.octet.graph.Attribute;
import java.util.List;

/** Operators of neural networks: convolution, pooling, normalization, recurrence, and sampling of images. */
final class NeuralOperators {
    /** Whether the whole sequence is an output is said by naming the output. */
    private static final Adapter OUTPUT_SEQUENCE = AttributeChange.drop("output_sequence");

    private static final Adapter INFERENCE_ONLY = new InferenceOnly();

    static final List<OperatorHistory> ALL = List.of(
            operator("AffineGrid", 20),
            operator("AveragePool", 5).compatible(7, 10, 11, 19),
            operator("BatchNormalization", 5)
                    .adapted(6, IN_PLACE)
                    .adapted(7, INFERENCE_ONLY)
                    .adapted(9, new BatchNormalizationPerActivation())
                    .adapted(14, new BatchNormalizationTraining())
                    .compatible(15),
            operator("Conv", 5).compatible(11),
            operator("ConvTranspose", 5).compatible(11),
            operator("DeformConv", 19),
            operator("Dropout", 5)
                    .adapted(6, IN_PLACE)
                    .adapted(7, INFERENCE_ONLY)
                    .adapted(10, new FirstOutputOnly("its mask is read, which has another type from then on"))
                    .adapted(12, new DropoutRatioToInput())
                    .compatible(13),
            operator("GRU", 5).adapted(7, OUTPUT_SEQUENCE).compatible(14),
            operator("GlobalAveragePool", 5),
            operator("GlobalLpPool", 5),
            operator("GlobalMaxPool", 5),
            operator("GridSample", 16).adapted(20, new GridSampleModeNames()),
            operator("GroupNormalization", 18).adapted(21, new GroupNormalizationPerChannel()),
            operator("InstanceNormalization", 5).adapted(6, IN_PLACE),
            operator("LRN", 5).compatible(13),
            operator("LSTM", 5).adapted(7, OUTPUT_SEQUENCE).compatible(14),
            // ONNX has it since 17; before, ONNX Runtime defines it in ONNX's domain, and its optimizer writes it.
            operator("LayerNormalization", 5).adapted(17, new LayerNormalizationOfOneType()),
            operator("LpNormalization", 5),
            operator("LpPool", 5).compatible(11, 18),
            operator("MaxPool", 5).compatible(8, 10, 11, 12),
            operator("MaxRoiPool", 5),
            operator("MaxUnpool", 9).compatible(11),
            operator("MeanVarianceNormalization", 9).compatible(13),
            operator("RNN", 5).adapted(7, OUTPUT_SEQUENCE).compatible(14),
            operator("Resize", 10)
                    .adapted(11, new ResizeCoordinates())
                    .adapted(13, new ResizeOptionalInputs())
                    .compatible(18, 19),
            operator("RoiAlign", 10)
                    .adapted(
                            16,
                            AttributeChange.keepDefault(
                                    "coordinate_transformation_mode", Attribute.of("output_half_pixel"))),
            // Defined by ONNX Runtime in ONNX's domain, too, but ONNX has not taken it over.
            operator("SimplifiedLayerNormalization", 5),
            operator("Upsample", 5)
                    .adapted(7, new UpsampleScales())
                    .adapted(9, AttributeToInput.required("scales", 1))
                    .adapted(10, new UpsampleToResize()));

    private NeuralOperators() {}
}
