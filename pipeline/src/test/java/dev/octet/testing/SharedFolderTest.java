package dev.octet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isTheFolderThatThePropertyNames() {
        assertThat(SharedFolder.find(parent.toString(), parent.resolve("project")))
                .contains(parent);
    }

    @Test
    void liesBesideTheProjectWhenThePropertyIsEmpty() throws IOException {
        Path shared = Files.createDirectory(parent.resolve("shared"));

        assertThat(SharedFolder.find("", parent.resolve("project"))).contains(shared);
    }

    @Test
    void mayBeAbsent() {
        assertThat(SharedFolder.find("", parent.resolve("project"))).isEmpty();
    }

    @Test
    void refusesAPropertyThatNamesNoFolder() {
        String named = parent.resolve("missing").toString();

        assertThatThrownBy(() -> SharedFolder.find(named, parent))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("octet.shared", named);
    }

    @Test
    void skipsATestWhoseFileIsAbsentAndSaysWhichFile() {
        assertThatThrownBy(() -> SharedFolder.require("models/there-is-no-such-model.onnx"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContainingAll("models/there-is-no-such-model.onnx", "-Doctet.shared=FOLDER");
    }
}
