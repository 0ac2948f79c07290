package dev.octet.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.testing.RandomTensors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledTensorTest {
    @TempDir
    Path folder;

    @Test
    void holdsTheSameOffTheHeapAndLeavesNoFile() {
        Tensor large = RandomTensors.random(ElementType.FLOAT, Shape.of(3_000, 1_000), 1, "large");

        Tensor spilled = SpilledTensor.of(large, folder);

        assertThat(spilled.shape()).isEqualTo(large.shape());
        assertThat(spilled.type()).isEqualTo(large.type());
        assertThat(spilled.data().buffer().isDirect()).isTrue();
        assertThat(spilled.data().buffer()).isEqualTo(large.data().buffer());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesSmallTensorsWhereTheyAre() {
        Tensor small = RandomTensors.random(ElementType.FLOAT, Shape.of(100, 100), 1, "small");

        assertThat(SpilledTensor.of(small, folder)).isSameAs(small);
    }

    @Test
    void saysWhereThereWasNoRoom() {
        Tensor large = RandomTensors.random(ElementType.FLOAT, Shape.of(1_000, 1_000), 1, "large");

        assertThatThrownBy(() -> SpilledTensor.of(large, folder.resolve("absent")))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE))
                .hasMessageContaining("Expected room for 4 MB")
                .hasMessageContaining("-Djava.io.tmpdir=FOLDER");
    }
}
