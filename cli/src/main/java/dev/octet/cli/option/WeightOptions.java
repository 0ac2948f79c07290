package dev.octet.cli.option;

import dev.octet.affine.Symmetry;
import dev.octet.affine.block.BlockMethod;
import dev.octet.cli.value.Choice;
import dev.octet.cli.value.Fraction;
import dev.octet.weightonly.WeightForm;
import dev.octet.weightonly.WeightOnlySettings;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How weights are quantized where nothing else is. */
public final class WeightOptions {
    @Option(names = "--bits", paramLabel = "N", description = "Bits of a weight: 8 or 4. Without it, 8.")
    private Optional<Integer> bits;

    @Option(
            names = "--block-size",
            paramLabel = "N",
            description =
                    "Weights that share a scale: 16, 32, 64, 128 or 256, or 0 for a whole channel. Without it, 32.")
    private Optional<Integer> blockSize;

    @Option(names = "--symmetric", description = "Store no zero points: smaller, and less exact by up to half a bit.")
    private boolean symmetric;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            converter = Choice.OfBlockMethod.class,
            completionCandidates = Choice.OfBlockMethod.class,
            description = "How the range of a block is found: ${COMPLETION-CANDIDATES}. Without it, min-max.")
    private Optional<BlockMethod> method;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            converter = Choice.OfWeightForm.class,
            completionCandidates = Choice.OfWeightForm.class,
            description = "The operators to write: ${COMPLETION-CANDIDATES}. Without it, standard: DequantizeLinear of "
                    + "opset 21. microsoft: MatMulNBits and GatherBlockQuantized.")
    private Optional<WeightForm> form;

    @Option(
            names = "--accuracy-level",
            paramLabel = "N",
            description = "What MatMulNBits may compute in: 1 float32, 2 float16, 3 bfloat16, 4 int8. Without it, what "
                    + "ONNX Runtime chooses.")
    private Optional<Integer> accuracyLevel;

    @Option(
            names = "--eight-bits",
            paramLabel = "NODE",
            description = "With --bits=4, give this node's weights 8, such as the output layer's. May be given several "
                    + "times.")
    private Set<String> eightBitNodes = new LinkedHashSet<>();

    @Option(
            names = "--eight-bits-share",
            paramLabel = "SHARE",
            converter = Fraction.class,
            description =
                    "With --bits=4 and --data, give 8 bits to this share of the weights of products, such as 0.2: "
                            + "those that change the outputs most for their size.")
    private Optional<Double> eightBitShare;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public WeightOptions() {}

    public int bits() {
        return bits.orElse(8);
    }

    public WeightOnlySettings settings(Set<String> excludedNodes) {
        return new WeightOnlySettings(
                bits(),
                blockSize.orElse(32),
                symmetric ? Symmetry.SYMMETRIC : Symmetry.ASYMMETRIC,
                method.orElse(BlockMethod.MIN_MAX),
                form.orElse(WeightForm.STANDARD),
                accuracyLevel.orElse(0),
                excludedNodes,
                eightBitNodes,
                eightBitShare.orElse(0.0));
    }
}
