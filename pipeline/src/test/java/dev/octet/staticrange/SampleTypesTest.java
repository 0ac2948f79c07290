package dev.octet.staticrange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.ValueType;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The shapes that estimates of time go by. */
class SampleTypesTest {
    /** Rows flattened for a Gemm, as exporters of GPT-2 do: the model itself does not tell how many. */
    private static final String FLATTENED = """
            x: float[N,length,8]; W = random[8,4]; rows = int64[2] {-1,8}
            flat = Reshape(x, rows)
            y = Gemm(flat, W)
            return y
            """;

    private static ValueType type(String text, String value, DataSource data) {
        Model model = GraphText.parse(text);
        return Objects.requireNonNull(SampleTypes.of(model, TypeInference.infer(model), data, Map.of())
                .get(value));
    }

    private static DataSource sample(long... shape) {
        return DataSource.of(
                List.of(Sample.of(
                        "one", Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(shape), 1, "x")))),
                "one sample");
    }

    @Test
    void aSampleTellsHowManyRowsAreFlattened() {
        assertThat(type(FLATTENED, "y", sample(2, 100, 8))).hasToString("float[200,4]");
    }

    @Test
    void anOpenLengthIsNotTakenForLessThan64() {
        assertThat(type(FLATTENED, "y", sample(2, 5, 8))).hasToString("float[128,4]");
    }

    @Test
    void aLengthThatIsOpenInNameOnlyStaysThatOfTheSample() {
        String open = "x: float[N,width]; W = random[8,4]; y = MatMul(x, W); return y";
        assertThat(type(open, "y", sample(3, 8))).hasToString("float[3,4]");
    }

    @Test
    void withoutASampleThatFitsTheModelTells() {
        assertThat(type(FLATTENED, "x", sample(2, 5))).hasToString("float[N,length,8]");
        assertThat(type(FLATTENED, "x", DataSource.of(List.of(), "none"))).hasToString("float[N,length,8]");
        DataSource damaged = DataSource.of(List.of(new Damaged()), "a damaged one");
        assertThat(type(FLATTENED, "x", damaged)).hasToString("float[N,length,8]");
    }

    @Test
    void whereTheModelTellsEverythingNoSampleCounts() {
        String fixed = "x: float[3,8]; W = random[8,4]; y = MatMul(x, W); return y";
        assertThat(type(fixed, "y", sample(2, 8))).hasToString("float[3,4]");
    }

    /** A sample whose file is damaged. */
    private static final class Damaged implements Sample {
        @Override
        public String id() {
            return "damaged";
        }

        @Override
        public Map<String, Tensor> inputs() {
            throw OctetException.invalidData("damaged");
        }
    }
}
