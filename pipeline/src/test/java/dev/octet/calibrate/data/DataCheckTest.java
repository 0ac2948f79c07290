package dev.octet.calibrate.data;

import static dev.octet.calibrate.data.Written.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
    private static final Value X = input("x", ElementType.FLOAT, -1, 2);

    @TempDir
    Path folder;

    private DataSource source() throws IOException {
        Written.npy(folder.resolve("a.npy"), Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3));
        Written.npy(folder.resolve("b.npy"), Tensor.ofFloats(Shape.of(1, 2), 1, 2));
        Files.writeString(folder.resolve("c.npy"), "junk");
        return DataSources.open(folder, List.of(X), DataSettings.defaults());
    }

    @Test
    void listsEverySampleThatCannotBeUsed() throws IOException {
        DataCheck check = DataCheck.of(source(), new Cancellation(), Progress.NONE);

        assertThat(check.samples()).isEqualTo(3);
        assertThat(check.isClean()).isFalse();
        assertThat(check.problems()).extracting(DataCheck.Problem::sample).containsExactly("a.npy", "c.npy");
        assertThat(check.problems().get(1).reason())
                .isEqualTo("Sample 'c.npy' cannot be used: it is not a NumPy array");
    }

    @Test
    void stopsWhenAsked() throws IOException {
        DataSource source = source();
        Cancellation cancellation = new Cancellation();
        cancellation.request();

        assertThatThrownBy(() -> DataCheck.of(source, cancellation, Progress.NONE))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CANCELLED));
    }
}
