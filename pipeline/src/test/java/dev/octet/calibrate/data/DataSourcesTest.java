package dev.octet.calibrate.data;

import static dev.octet.calibrate.data.Written.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.image.Preprocessing;
import dev.octet.graph.Value;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesTest {
    private static final Value IMAGE = input("x", ElementType.FLOAT, -1, 1, 2, 2);

    @TempDir
    Path folder;

    private static List<Sample> open(Path path, Value... inputs) {
        List<Sample> samples = new ArrayList<>();
        DataSource source = DataSources.open(path, List.of(inputs), Preprocessing.NONE);
        source.forEach(samples::add);
        assertThat(source.size()).hasValue(samples.size());
        return samples;
    }

    private static Tensor tensor(Sample sample, String input) {
        return Objects.requireNonNull(sample.inputs().get(input));
    }

    @Test
    void readsImagesOfClassFoldersInTheOrderOfTheirNames() throws IOException {
        Written.image(folder.resolve("dog/2.png"), 2, 2, 20);
        Written.image(folder.resolve("dog/10.bmp"), 2, 2, 10);
        Written.image(folder.resolve("cat/1.GIF"), 2, 2, 30);
        Files.writeString(folder.resolve("readme.txt"), "not a sample");
        Files.writeString(folder.resolve(".hidden.png"), "nor this");

        List<Sample> samples = open(folder, IMAGE);

        assertThat(samples).extracting(Sample::id).containsExactly("cat/1.GIF", "dog/10.bmp", "dog/2.png");
        assertThat(samples).extracting(Sample::group).containsExactly("cat", "dog", "dog");
        assertThat(tensor(samples.get(2), "x")).hasToString("float[1,1,2,2]");
        assertThat(tensor(samples.get(2), "x").toFloats()).containsExactly(20, 20, 20, 20);
    }

    @Test
    void followsThePreprocessingBesideTheDataAndTheCallerOverIt() throws IOException {
        Written.image(folder.resolve("a.png"), 2, 2, 100);
        Files.writeString(folder.resolve("preprocessing.yaml"), "scale: 0.5\nmean: 10");
        Preprocessing caller = Preprocessing.builder().mean(List.of(20.0)).build();

        Sample sample =
                DataSources.open(folder, List.of(IMAGE), caller).iterator().next();

        assertThat(tensor(sample, "x").toFloats()).containsExactly(30, 30, 30, 30);
    }

    @Test
    void readsASingleImage() throws IOException {
        Path file = Written.image(folder.resolve("a.png"), 5, 7, 9);

        assertThat(open(file, IMAGE))
                .singleElement()
                .satisfies(sample -> assertThat(tensor(sample, "x").toFloats()).containsExactly(9, 9, 9, 9));
    }

    @Test
    void readsAFolderOfArraysAndAddsTheBatchAxis() throws IOException {
        Written.npy(folder.resolve("b.npy"), Tensor.ofFloats(Shape.of(1, 1, 2, 2), 5, 6, 7, 8));
        Written.npy(folder.resolve("a.npy"), Tensor.ofFloats(Shape.of(1, 2, 2), 1, 2, 3, 4));

        List<Sample> samples = open(folder, IMAGE);

        assertThat(samples).extracting(Sample::id).containsExactly("a.npy", "b.npy");
        assertThat(tensor(samples.get(0), "x")).isEqualTo(Tensor.ofFloats(Shape.of(1, 1, 2, 2), 1, 2, 3, 4));
    }

    @Test
    void readsOneRowOfAFileASample() throws IOException {
        Path ids = Written.npy(folder.resolve("ids.npy"), Tensor.ofLongs(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));

        List<Sample> samples = open(ids, input("ids", ElementType.INT64, -1, -2));

        assertThat(samples).extracting(Sample::id).containsExactly("ids.npy[0]", "ids.npy[1]", "ids.npy[2]");
        assertThat(tensor(samples.get(1), "ids")).isEqualTo(Tensor.ofLongs(Shape.of(1, 2), 3, 4));
    }

    @Test
    void takesAFileOfOneDimensionLessForOneSample() throws IOException {
        Path file = Written.npy(folder.resolve("one.npy"), Tensor.ofFloats(Shape.of(1, 2, 2), 1, 2, 3, 4));

        assertThat(open(file, IMAGE)).singleElement().extracting(Sample::id).isEqualTo("one.npy");
    }

    @Test
    void readsArchivesOfNamedInputs() throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("mask", Tensor.vector(1L, 1L));
        arrays.put("ids", Tensor.vector(7L, 8L));
        Written.npz(folder.resolve("s/0.npz"), arrays);
        Value[] inputs = {input("ids", ElementType.INT64, -1, -2), input("mask", ElementType.INT64, -1, -2)};

        Map<String, Tensor> sample = open(folder, inputs).get(0).inputs();

        assertThat(sample.keySet()).as("in the model's order").containsExactly("ids", "mask");
        assertThat(sample).containsEntry("ids", Tensor.ofLongs(Shape.of(1, 2), 7, 8));
    }

    @Test
    void readsOneRowOfEveryArrayOfAnArchive() throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("ids", Tensor.ofLongs(Shape.of(2, 2), 1, 2, 3, 4));
        arrays.put("mask", Tensor.ofLongs(Shape.of(2, 2), 1, 1, 1, 0));
        Path file = Written.npz(folder.resolve("all.npz"), arrays);
        Value[] inputs = {input("ids", ElementType.INT64, -1, -2), input("mask", ElementType.INT64, -1, -2)};

        List<Sample> samples = open(file, inputs);

        assertThat(samples).hasSize(2);
        assertThat(tensor(samples.get(1), "mask").toLongs()).containsExactly(1, 0);
    }

    @Test
    void readsOnnxTestDataByTheNumberOfTheInput() throws IOException {
        for (int set : new int[] {1, 0}) {
            Written.pb(folder.resolve("test_data_set_" + set + "/input_0.pb"), Tensor.vector(set + 0.5f));
            Written.pb(folder.resolve("test_data_set_" + set + "/input_1.pb"), Tensor.vector((long) set));
            Written.pb(folder.resolve("test_data_set_" + set + "/output_0.pb"), Tensor.vector(9f));
        }
        Value[] inputs = {input("a", ElementType.FLOAT, 1), input("b", ElementType.INT64, 1)};

        List<Sample> samples = open(folder, inputs);

        assertThat(samples).extracting(Sample::id).containsExactly("test_data_set_0", "test_data_set_1");
        assertThat(tensor(samples.get(1), "a")).isEqualTo(Tensor.vector(1.5f));
        assertThat(tensor(samples.get(1), "b")).isEqualTo(Tensor.vector(1L));
        assertThat(open(folder.resolve("test_data_set_0"), inputs)).hasSize(1);
    }

    @Test
    void readsBytesOfAnIdxFileAsGrayImages() throws IOException {
        byte[] idx = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8};
        Path file = Files.write(folder.resolve("t-images-idx3-ubyte"), idx);

        assertThat(tensor(open(file, IMAGE).get(1), "x")).isEqualTo(Tensor.ofFloats(Shape.of(1, 1, 2, 2), 5, 6, 7, 8));
        assertThat(tensor(open(file, input("v", ElementType.FLOAT, 1, 4, 1)).get(0), "v"))
                .isEqualTo(Tensor.ofFloats(Shape.of(1, 4, 1), 1, 2, 3, 4));
    }

    @Test
    void turnsBytesOfAnArrayIntoNumbersOnlyWhenAsked() throws IOException {
        Tensor pixels =
                Tensor.ofBytes(ElementType.UINT8, Shape.of(2, 2, 1), (byte) 0, (byte) 50, (byte) 100, (byte) 200);
        Written.npy(folder.resolve("a.npy"), pixels);
        Preprocessing asked = Preprocessing.builder().scale(0.01).build();

        Sample sample =
                DataSources.open(folder, List.of(IMAGE), asked).iterator().next();

        assertThat(tensor(sample, "x").toFloats()).containsExactly(0f, 0.5f, 1f, 2f);
    }

    @Test
    void aListOfSamplesIsASourceWithOneMethod() {
        List<Sample> list = List.of(Sample.of("a", Map.of("x", Tensor.scalar(1))));
        DataSource source = list::iterator;

        assertThat(source).hasSize(1);
        assertThat(source.size()).isEmpty();
        assertThat(DataSource.of(list, "mine").size()).hasValue(1);
    }
}
