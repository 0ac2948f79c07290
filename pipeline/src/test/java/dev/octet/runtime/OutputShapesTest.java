package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Graph;
import dev.octet.graph.Value;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes are foretold from earlier runs, unless ONNX Runtime would refuse a buffer of that shape. */
class OutputShapesTest {
    private static final Map<String, Tensor> GIVEN =
            Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(4, 2), 1, "x"));

    // float[1,B] and three dimensions in truth is what the captcha reader of ddddocr 1.6 has.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"float | true", "float[1,B,C] | true", "float[1,B] | false", "float[2,B,C] | false"})
    void foretellsWhatItSawWhereTheDeclarationAdmitsIt(String declared, boolean foretold) {
        Graph graph = GraphText.parse("x: float[N,2]; y = Foo(x); return y: " + declared)
                .graph();
        Value output = graph.outputs().get(0);
        Shape seen = Shape.of(1, 4, 2);
        OutputShapes shapes = new OutputShapes(graph.inputs());

        shapes.of(GIVEN).learn(output, seen);

        assertThat(shapes.of(GIVEN).predict(output)).isEqualTo(foretold ? Optional.of(seen) : Optional.empty());
    }
}
