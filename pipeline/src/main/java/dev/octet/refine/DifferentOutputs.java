package dev.octet.refine;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Names the outputs of whole numbers, truth values or strings that differ from the float model's. An index of a class
 * has no noise: it is right or it is not.
 */
public final class DifferentOutputs {
    /** Share of the elements, as noise of 15 dB is a share of the power. */
    private static final double MANY = Math.pow(10, -1.5);

    private static final long SEED = 1;

    private DifferentOutputs() {}

    /** How many elements of an output were compared, and how many differed. */
    private record Count(long elements, long different) {
        double share() {
            return elements == 0 ? 0 : (double) different / elements;
        }

        Count plus(Count other) {
            return new Count(elements + other.elements, different + other.different);
        }
    }

    /** Whether a model may have such an output; one whose type it does not say may be any. */
    public static boolean mayOccurIn(Model model) {
        return model.graph().outputs().stream().anyMatch(DifferentOutputs::mayBeExact);
    }

    private static boolean mayBeExact(Value output) {
        return !(output.type() instanceof TensorType tensor) || isExact(tensor.element());
    }

    private static boolean isExact(ElementType type) {
        return type.isInteger() || type == ElementType.BOOL || type == ElementType.STRING;
    }

    /**
     * A draft with a note for each output of which many elements differ.
     *
     * @param prepared the float model that the plan was made for
     * @param data samples, one or more
     * @param layers how samples are run, and how many
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails; of kind CANCELLED
     */
    public static Draft noted(Draft draft, Model prepared, DataSource data, LayerSettings layers) {
        Draft noted = draft;
        for (Map.Entry<String, Count> output :
                counts(draft, prepared, data, layers).entrySet()) {
            Count count = output.getValue();
            if (count.share() > MANY) {
                noted = noted.noted(note(output.getKey(), count));
            }
        }
        return noted;
    }

    private static Map<String, Count> counts(Draft draft, Model prepared, DataSource data, LayerSettings layers) {
        SessionSettings settings = SessionSettings.defaults().withThreads(layers.threads());
        Map<String, Count> counts = new LinkedHashMap<>();
        try (Session exact = Session.open(prepared, settings);
                Session coded = Session.open(draft.inserted().model(), settings)) {
            for (Sample sample : SampleChoice.spread(data, layers.samples(), SEED)) {
                layers.cancellation().check();
                Map<String, Tensor> inputs = new LinkedHashMap<>(sample.inputs());
                inputs.putAll(layers.constants());
                inputs.keySet()
                        .retainAll(exact.inputs().stream().map(Value::name).toList());
                Map<String, Tensor> expected = exact.run(inputs);
                coded.run(inputs).forEach((name, tensor) -> {
                    Tensor wanted = expected.get(name);
                    if (wanted != null && isExact(wanted.type())) {
                        counts.merge(name, count(wanted, tensor), Count::plus);
                    }
                });
            }
        }
        return counts;
    }

    /** Elements of another shape are all different. */
    private static Count count(Tensor exact, Tensor found) {
        long elements = Math.max(exact.elementCount(), found.elementCount());
        return new Count(elements, exact.shape().equals(found.shape()) ? different(exact, found) : elements);
    }

    private static long different(Tensor exact, Tensor found) {
        if (exact.type() == ElementType.STRING) {
            List<ByteBuffer> words = exact.strings();
            List<ByteBuffer> others = found.strings();
            return IntStream.range(0, words.size())
                    .filter(i -> !words.get(i).equals(others.get(i)))
                    .count();
        }
        long[] numbers = exact.toLongs();
        long[] others = found.toLongs();
        return IntStream.range(0, numbers.length)
                .filter(i -> numbers[i] != others[i])
                .count();
    }

    private static String note(String output, Count count) {
        return String.format(
                Locale.ROOT,
                "output '%s' differs from the float model's in %.1f %% of its %d elements",
                output,
                100 * count.share(),
                count.elements());
    }
}
