package dev.octet.calibrate.data;

import static dev.octet.calibrate.data.Written.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.image.Preprocessing;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and JSON Lines that hold numbers. */
class NumberDataTest {
    private static final Value ROW = input("x", ElementType.FLOAT, -1, 3);

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Map<String, Tensor>> read(Path path, DataSettings settings, Value... inputs) {
        List<Map<String, Tensor>> samples = new ArrayList<>();
        DataSources.open(path, List.of(inputs), settings).forEach(sample -> samples.add(sample.inputs()));
        return samples;
    }

    private static void assertRefused(String message, Path path, Value... inputs) {
        assertThatThrownBy(() -> read(path, DataSettings.defaults(), inputs))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA))
                .hasMessageContaining(message);
    }

    @Test
    void rowsFillTheOnlyInput() throws IOException {
        assertThat(read(file("a.csv", "1,2,3\n4,5, 6e-1\n"), DataSettings.defaults(), ROW))
                .containsExactly(
                        Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3)),
                        Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 4, 5, 0.6f)));
    }

    @Test
    void chosenColumnsFillItAndAnOpenDimensionTakesTheRest() throws IOException {
        Path file = file("a.csv", "label,a,b,c,d\n9,1,2,3,4\n");
        DataSettings settings = DataSettings.defaults().withColumns(List.of("a", "3-5"));

        assertThat(read(file, settings, input("x", ElementType.FLOAT, -1, 2, -2)))
                .containsExactly(Map.of("x", Tensor.ofFloats(Shape.of(1, 2, 2), 1, 2, 3, 4)));
    }

    @Test
    void aHeaderOfInputNamesFeedsEachFromItsColumn() throws IOException {
        Path file = file("a.tsv", "age\tname\tpaid\n30\tBob\t1.5\n");

        assertThat(read(
                        file,
                        DataSettings.defaults(),
                        input("paid", ElementType.DOUBLE, -1, 1),
                        input("age", ElementType.INT64, -1, 1)))
                .singleElement()
                .satisfies(sample -> {
                    assertThat(sample.toString()).isEqualTo("{paid=double[1,1], age=int64[1,1]}");
                    assertThat(sample).containsEntry("age", Tensor.ofLongs(Shape.of(1, 1), 30));
                });
    }

    @Test
    void rowsOfPixelsGoThroughPreprocessing() throws IOException {
        DataSettings settings = DataSettings.defaults()
                .withPreprocessing(Preprocessing.builder().scale(0.5).build());
        DataSettings pixels = settings.withColumns(List.of("2-13"));
        Path color = file("a.csv", "7,0,10,20,1,11,21,2,12,22,3,13,23\n");
        Path gray = file("b.csv", "0,10,20,30\n");

        assertThat(read(color, pixels, input("x", ElementType.FLOAT, -1, 3, 2, 2)))
                .containsExactly(Map.of(
                        "x",
                        Tensor.ofFloats(
                                Shape.of(1, 3, 2, 2), 0, 0.5f, 1, 1.5f, 5, 5.5f, 6, 6.5f, 10, 10.5f, 11, 11.5f)));
        assertThat(read(gray, settings, input("x", ElementType.FLOAT, -1, 1, 2, 2)))
                .containsExactly(Map.of("x", Tensor.ofFloats(Shape.of(1, 1, 2, 2), 0, 5, 10, 15)));
    }

    @Test
    void refusesRowsThatDoNotFit() throws IOException {
        assertRefused(
                "'a.csv:2' cannot be used: it has 2 cells, the first row has 3", file("a.csv", "1,2,3\n4,5\n"), ROW);
        assertRefused(
                "it has 4 numbers, which do not fill float[N1,3]; choose columns with --columns",
                file("b.csv", "1,2,3,4\n"),
                ROW);
        assertRefused(
                "'c.csv:2' cannot be used: expected a number of type float, got 'x'",
                file("c.csv", "1,2,3\n1,x,3\n"),
                ROW);
        assertRefused(
                "expected a number of type int64, got '1.5'",
                file("d.csv", "1.5\n"),
                input("x", ElementType.INT64, -1, 1));
    }

    @Test
    void jsonLinesHoldInputsByName() throws IOException {
        Path file = file("a.jsonl", "{\"x\": [[1, 2, 3]], \"flag\": true}\n{\"flag\": false, \"x\": [4, 5, 6.5]}\n");

        assertThat(read(file, DataSettings.defaults(), ROW, input("flag", ElementType.BOOL)))
                .containsExactly(
                        Map.of(
                                "x", Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3),
                                "flag", Tensor.ofBytes(ElementType.BOOL, Shape.SCALAR, (byte) 1)),
                        Map.of(
                                "x", Tensor.ofFloats(Shape.of(1, 3), 4, 5, 6.5f),
                                "flag", Tensor.ofBytes(ElementType.BOOL, Shape.SCALAR, (byte) 0)));
    }

    @Test
    void refusesJsonThatDoesNotFit() throws IOException {
        assertRefused("it is not valid JSON", file("a.jsonl", "{\"x\": [1, 2\n"), ROW);
        assertRefused("expected a JSON object, got ARRAY", file("b.jsonl", "[1]\n"), ROW);
        assertRefused("the model has no input 'y'; it needs [x]", file("c.jsonl", "{\"y\": 1}\n"), ROW);
        assertRefused("expected numbers in lists of equal length", file("d.jsonl", "{\"x\": [[1, 2], [3]]}\n"), ROW);
        assertRefused("input 'x' is missing", file("e.jsonl", "{}\n"), ROW);
    }

    @Test
    void linesCountOnlyWhereNothingElseIsThere() throws IOException {
        file("labels.csv", "1,2,3\n");
        file("notes.txt", "hello");
        Written.npy(folder.resolve("a.npy"), Tensor.ofFloats(Shape.of(1, 3), 7, 8, 9));

        assertThat(read(folder, DataSettings.defaults(), ROW))
                .containsExactly(Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 7, 8, 9)));
        assertThat(read(folder, DataSettings.defaults().withKind(DataKind.TABLES), ROW))
                .containsExactly(Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3)));
    }

    @Test
    void yesAndNoMayBeWordsOrNumbers() throws IOException {
        Path file = file("a.csv", "flag\ntrue\nFALSE\n1\n0\n");

        assertThat(read(file, DataSettings.defaults(), input("flag", ElementType.BOOL)))
                .flatExtracting(Map::values)
                .extracting(flag -> flag.toLongs()[0])
                .containsExactly(1L, 0L, 1L, 0L);
        assertRefused("got '2'", file("b.csv", "flag\n2\n"), input("flag", ElementType.BOOL));
    }
}
