package dev.octet.calibrate.data;

import static dev.octet.calibrate.data.Written.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.image.Preprocessing;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be wrong with data, and what is said about it. */
class DataErrorsTest {
    private static final Value IMAGE = input("x", ElementType.FLOAT, -1, 1, 2, 2);

    @TempDir
    Path folder;

    /** Opens and reads every sample. */
    private static void readAll(Path path, Value... inputs) {
        DataSources.open(path, List.of(inputs), Preprocessing.NONE).forEach(Sample::inputs);
    }

    private static void assertRefused(Kind kind, String message, Path path, Value... inputs) {
        assertThatThrownBy(() -> readAll(path, inputs))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message)
                .message()
                .as("one line")
                .doesNotContain("\n");
    }

    private static void assertInvalid(String message, Path path, Value... inputs) {
        assertRefused(Kind.INVALID_DATA, message, path, inputs);
    }

    @Test
    void aMissingPath() {
        assertRefused(Kind.FILE, "got no such file or folder", folder.resolve("nowhere"), IMAGE);
    }

    @Test
    void anEmptyFolder() {
        assertInvalid("No samples in the folder " + folder + ": expected images (.jpg", folder, IMAGE);
        assertInvalid(", got no files", folder, IMAGE);
    }

    @Test
    void aFolderOfOtherFiles() throws IOException {
        Files.writeString(folder.resolve("a.webp"), "");
        Files.writeString(folder.resolve("b.webp"), "");
        Files.writeString(folder.resolve("LICENSE"), "");

        assertInvalid("got 1 without ending, 2 .webp", folder, IMAGE);
    }

    @Test
    void aFolderOfTwoKinds() throws IOException {
        Written.image(folder.resolve("a.png"), 2, 2, 1);
        Written.npy(folder.resolve("a.npy"), Tensor.ofFloats(Shape.of(1, 2, 2), 1, 2, 3, 4));

        assertInvalid("Expected one kind of samples", folder, IMAGE);
        assertInvalid("got 1 images and 1 NumPy arrays", folder, IMAGE);
        DataSettings settings = DataSettings.defaults().withKind(DataKind.NPY);
        assertThat(DataSources.open(folder, List.of(IMAGE), settings).size()).hasValue(1);
    }

    @Test
    void aTruncatedImage() throws IOException {
        Path whole = Written.image(folder.resolve("c/a.png"), 40, 40, 77);
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(folder.resolve("c/b.png"), Arrays.copyOf(bytes, bytes.length / 2));

        assertInvalid("Sample 'c/b.png' cannot be used: ", folder, IMAGE);
    }

    @Test
    void aFileThatIsNoImage() throws IOException {
        Files.writeString(folder.resolve("a.jpg"), "404 not found");

        assertInvalid("Sample 'a.jpg' cannot be used: it is not an image in a known format", folder, IMAGE);
    }

    @Test
    void imagesForAModelOfTwoInputs() throws IOException {
        Written.image(folder.resolve("a.png"), 2, 2, 1);

        assertRefused(
                Kind.CONFIGURATION,
                "Images feed one input, but the model needs 2: x: float[N1,1,2,2], y: int64[]",
                folder,
                IMAGE,
                input("y", ElementType.INT64));
    }

    @Test
    void aWrongShape() throws IOException {
        Written.npy(folder.resolve("a.npy"), Tensor.ofFloats(Shape.of(1, 1, 2, 3), 1, 2, 3, 4, 5, 6));

        assertInvalid("Sample 'a.npy', input 'x': expected float[N1,1,2,2], got float[1,1,2,3]", folder, IMAGE);
    }

    @Test
    void aWrongType() throws IOException {
        Written.npy(folder.resolve("a.npy"), Tensor.ofLongs(Shape.of(1, 2, 2), 1, 2, 3, 4));

        assertInvalid("input 'x': expected elements of type float, got int64[1,2,2]", folder, IMAGE);
    }

    @Test
    void bytesThatNobodyAskedToScale() throws IOException {
        Tensor pixels = Tensor.ofBytes(ElementType.UINT8, Shape.of(2, 2), (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        Written.npy(folder.resolve("a.npy"), pixels);

        assertInvalid("say how they become numbers (scale, mean, std) in preprocessing.yaml", folder, IMAGE);
    }

    @Test
    void aMissingInput() throws IOException {
        Written.npz(folder.resolve("a.npz"), Map.of("x", Tensor.ofFloats(Shape.of(1, 2, 2), 1, 2, 3, 4)));

        assertInvalid(
                "Sample 'a.npz': input 'y' is missing; expected int64[], got only [x]",
                folder,
                IMAGE,
                input("y", ElementType.INT64));
    }

    @Test
    void anUnknownInput() throws IOException {
        Written.npz(folder.resolve("a.npz"), Map.of("imgae", Tensor.scalar(1)));

        assertInvalid(
                "the model has no input 'imgae'. It needs image: float[1]; did you mean 'image'?",
                folder,
                input("image", ElementType.FLOAT, 1));
    }

    @Test
    void aDamagedArchive() throws IOException {
        Files.writeString(folder.resolve("a.npz"), "PK nothing");

        assertInvalid("Sample 'a.npz' cannot be used: it is not a readable .npz archive", folder, IMAGE);
    }

    @Test
    void aTruncatedArray() throws IOException {
        byte[] bytes = Written.npy(Tensor.ofFloats(Shape.of(1, 2, 2), 1, 2, 3, 4));
        Files.write(folder.resolve("a.npy"), Arrays.copyOf(bytes, bytes.length - 3));

        assertInvalid("Sample 'a.npy' cannot be used: it is truncated: expected 16 bytes", folder, IMAGE);
        assertInvalid("a.npy cannot be used: it is truncated: expected 16 bytes", folder.resolve("a.npy"), IMAGE);
    }

    @Test
    void rowsOfDifferentNumber() throws IOException {
        Path file = Written.npz(
                folder.resolve("a.npz"),
                Map.of("x", Tensor.ofFloats(Shape.of(2, 1), 1, 2), "y", Tensor.ofFloats(Shape.of(1, 1), 1)));

        assertInvalid(
                "expected arrays with as many rows as each other",
                file,
                input("x", ElementType.FLOAT, -1, 1),
                input("y", ElementType.FLOAT, -1, 1));
    }

    @Test
    void aFileWithoutRows() throws IOException {
        Path file = Written.npy(folder.resolve("a.npy"), Tensor.ofFloats(Shape.of(0, 3)));

        assertInvalid(
                "expected one sample a row, got no row of x: float[0,3]", file, input("x", ElementType.FLOAT, -1, 3));
    }

    @Test
    void anOnnxTestSetWithTooManyInputs() throws IOException {
        Written.pb(folder.resolve("test_data_set_0/input_0.pb"), Tensor.vector(1f));
        Written.pb(folder.resolve("test_data_set_0/input_1.pb"), Tensor.vector(1f));

        assertInvalid(
                "Sample 'test_data_set_0' cannot be used: it has input_1.pb, but the model needs only the inputs [a]",
                folder,
                input("a", ElementType.FLOAT, 1));
    }

    @Test
    void anOnnxTestSetThatIsDamaged() throws IOException {
        Files.createDirectories(folder.resolve("test_data_set_0"));
        Files.write(folder.resolve("test_data_set_0/input_0.pb"), new byte[] {8, 1, 16, 1, 9 << 3 | 2, 100, 1});

        assertInvalid("Sample 'test_data_set_0' cannot be used: ", folder, input("a", ElementType.FLOAT, 1));
    }

    @Test
    void aFrozenGraphInsteadOfATestSet() throws IOException {
        Files.write(folder.resolve("frozen.pb"), new byte[] {1});

        assertInvalid("Expected a test_data_set_N folder with input_0.pb and so on in ", folder, IMAGE);
        assertInvalid("got [frozen.pb]", folder.resolve("frozen.pb"), IMAGE);
    }

    @Test
    void aFolderOfIdxFiles() throws IOException {
        Files.write(folder.resolve("t-images-idx3-ubyte"), new byte[] {1});

        assertInvalid("holds idx files; name the one with the images instead", folder, IMAGE);
    }

    @Test
    void aFileOfAnUnknownKind() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.doc"), "");

        assertInvalid("Expected a folder of samples, or a file that holds some (.npy, ", file, IMAGE);
    }

    @Test
    void anInputThatIsNoTensor() {
        Value sequence = Value.of("s", new ValueType.OtherType("seq(float)"));

        assertRefused(Kind.CONFIGURATION, "The model's input 's' is of type seq(float)", folder, sequence);
    }

    @Test
    void wrongPreprocessingIsFoundOnOpening() throws IOException {
        Written.image(folder.resolve("a.png"), 2, 2, 1);
        Files.writeString(folder.resolve("preprocessing.yaml"), "colour: rgb");

        assertRefused(
                Kind.CONFIGURATION, "preprocessing.yaml: unknown key 'colour'; did you mean 'color'?", folder, IMAGE);
    }
}
