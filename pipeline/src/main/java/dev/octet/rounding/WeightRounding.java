package dev.octet.rounding;

import dev.octet.affine.Quantization;
import dev.octet.calibrate.FewSamples;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.rounding.ObservedWindows.Windows;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rounds weights, those of convolutions by the windows that samples show of them. Safe for threads. */
public final class WeightRounding {
    /** Few samples show many windows. */
    private static final int SAMPLES = 16;

    private static final long SEED = 1;
    /** Elements of a window beyond which moments, which grow with the square, would take too long. */
    private static final long LONGEST = 1152;
    /** Elements of all moments of a model together, 4 bytes each. */
    private static final long LARGEST = 1L << 25;

    private final Map<String, WindowMoments> moments;
    /** The same weights are asked for with every plan that is tried. */
    private final Map<Rounded, Tensor> rounded = new ConcurrentHashMap<>();

    private record Rounded(String name, Quantization quantization) {}

    private WeightRounding(Map<String, WindowMoments> moments) {
        this.moments = moments;
    }

    /** Rounds to the nearest. */
    public static WeightRounding nearest() {
        return new WeightRounding(Map.of());
    }

    /**
     * Looks at samples.
     *
     * @param nodes those that are to be quantized; only convolutions are looked at, with a weight of their own
     * @param constants inputs that are the same for every sample
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails
     */
    public static WeightRounding observe(
            Model model, List<Node> nodes, DataSource data, Map<String, Tensor> constants) {
        ObservedWindows observed = new ObservedWindows(model);
        Map<String, WindowMoments> moments = new LinkedHashMap<>();
        long left = LARGEST;
        for (Node node : nodes) {
            if (isConvolution(node, model)) {
                Windows windows = Windows.of(node, model.graph());
                long elements = windows.groups() * windows.length() * windows.length();
                if (windows.length() <= LONGEST && elements <= left) {
                    left -= elements;
                    observed.add(node);
                    moments.put(
                            node.inputs().get(1),
                            new WindowMoments(Math.toIntExact(windows.groups()), Math.toIntExact(windows.length())));
                }
            }
        }
        if (!moments.isEmpty()) {
            FewSamples.run(
                    observed.of(model),
                    SampleChoice.spread(data, SAMPLES, SEED),
                    SAMPLES,
                    constants,
                    results -> observed.observe(results, moments));
        }
        return new WeightRounding(moments);
    }

    private static boolean isConvolution(Node node, Model model) {
        return node.is("Conv")
                && model.graph().uses().count(node.inputs().get(1)) == 1
                && model.graph()
                        .constant(node.inputs().get(1))
                        .filter(weight -> weight.type() == ElementType.FLOAT)
                        .isPresent();
    }

    /**
     * The codes of a weight; the nearest where nothing is known of what it meets.
     *
     * @param name the weight's name
     * @param weight its elements
     * @param nearest its nearest codes, of 8 bits
     * @param quantization what codes mean
     */
    public Tensor round(String name, Tensor weight, Tensor nearest, Quantization quantization) {
        WindowMoments windows = moments.get(name);
        return windows == null
                ? nearest
                : rounded.computeIfAbsent(
                        new Rounded(name, quantization),
                        key -> CoordinateDescent.round(weight, nearest, quantization, windows));
    }
}
