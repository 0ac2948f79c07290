package dev.octet.weightonly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.Sample;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.SharedFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A language model, by the likelihood that it gives to texts that quantization has not seen. */
class RealModelGptqTest {
    private static final int SEEN = 6;

    @Test
    void keepsMostOfWhatRoundingLoses() {
        Model model = OnnxReader.read(SharedFolder.require("models/tinystories_llama_281k.onnx"));
        List<Sample> texts = new ArrayList<>();
        DataSources.open(
                        SharedFolder.require("data/stories_ids.npy"),
                        model.graph().requiredInputs(),
                        DataSettings.defaults())
                .forEach(texts::add);
        DataSource seen = DataSource.of(texts.subList(0, SEEN), "stories");
        WeightOnlySettings settings = WeightOnlySettings.ofBits(4).withAccuracyLevel(1);

        Model found = WeightOnlyQuantizer.quantize(model, settings, seen, Progress.NONE)
                .model();
        Model rounded = WeightOnlyQuantizer.quantize(model, settings).model();

        List<Sample> unseen = texts.subList(SEEN, texts.size());
        double exact = likelihood(model, unseen);
        assertThat(likelihood(found, unseen) - exact).isLessThan(0.6 * (likelihood(rounded, unseen) - exact));
    }

    /** The mean negative logarithm of the odds that the model gives to each next token. */
    private static double likelihood(Model model, List<Sample> texts) {
        SessionSettings settings =
                SessionSettings.defaults().withThreads(1).withEntry("session.qdq_matmulnbits_accuracy_level", "1");
        double sum = 0;
        int count = 0;
        try (Session session = Session.open(model, settings)) {
            for (Sample text : texts) {
                long[] ids =
                        Objects.requireNonNull(text.inputs().get("input_ids")).toLongs();
                long[] given = Arrays.copyOf(ids, ids.length - 1);
                Tensor input = Tensor.ofLongs(Shape.of(1, given.length), given);
                float[] logits = Objects.requireNonNull(
                                session.run(Map.of("input_ids", input)).get("logits"))
                        .toFloats();
                int words = logits.length / given.length;
                for (int place = 0; place < given.length; place++) {
                    sum += surprise(logits, place * words, words, (int) ids[place + 1]);
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static double surprise(float[] logits, int from, int words, int next) {
        double odds = 0;
        for (int word = 0; word < words; word++) {
            odds += Math.exp(logits[from + word] - (double) logits[from + next]);
        }
        return Math.log(odds);
    }
}
