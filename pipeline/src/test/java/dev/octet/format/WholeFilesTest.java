package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {
    @TempDir
    Path folder;

    @Test
    void appearTogetherWhenPublished() throws IOException {
        try (WholeFiles files = new WholeFiles()) {
            assertThat(files.write(folder.resolve("data"), text("first"))).isEqualTo(5);
            files.write(folder.resolve("model"), text("second"));
            assertThat(folder.resolve("data")).doesNotExist();
            assertThat(folder.resolve("model")).doesNotExist();

            files.publish();
        }
        assertThat(names()).containsExactly("data", "model");
        assertThat(folder.resolve("data")).hasContent("first");
        assertThat(folder.resolve("model")).hasContent("second");
    }

    @Test
    void replaceOlderOnes() throws IOException {
        Files.writeString(folder.resolve("data"), "old data");
        Files.writeString(folder.resolve("model"), "old model");

        try (WholeFiles files = new WholeFiles()) {
            files.write(folder.resolve("data"), text("new data"));
            files.write(folder.resolve("model"), text("new model"));
            files.publish();
        }
        assertThat(names()).containsExactly("data", "model");
        assertThat(folder.resolve("data")).hasContent("new data");
        assertThat(folder.resolve("model")).hasContent("new model");
    }

    @Test
    void areGoneWhenOneCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("model"), "old model");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> {
                    try (WholeFiles files = new WholeFiles()) {
                        files.write(folder.resolve("data"), text("data"));
                        files.write(folder.resolve("model"), channel -> {
                            text("half of it").writeTo(channel);
                            throw new IOException("No space left on device");
                        });
                        files.publish();
                    }
                })
                .withMessage("No space left on device");
        assertThat(names()).containsExactly("model");
        assertThat(folder.resolve("model")).hasContent("old model");
    }

    @Test
    void areGoneWhenTheContentCannotBeComputed() {
        assertThatThrownBy(() -> {
                    try (WholeFiles files = new WholeFiles()) {
                        files.write(folder.resolve("model"), channel -> {
                            throw new IllegalStateException("defect");
                        });
                    }
                })
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leaveTheOlderOnesWhenTheLastCannotBeRenamed() throws IOException {
        Files.writeString(folder.resolve("data"), "old data");
        Files.writeString(folder.resolve("new-data"), "new data");
        Files.writeString(folder.resolve("model"), "old model");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Renaming.all(List.of(
                        new Renaming(folder.resolve("new-data"), folder.resolve("data")),
                        new Renaming(folder.resolve("absent"), folder.resolve("model")))));
        assertThat(folder.resolve("data")).hasContent("old data");
        assertThat(folder.resolve("model")).hasContent("old model");
        assertThat(names()).containsExactly("data", "model");
    }

    @Test
    void areReadableByWhoeverMayReadOtherFiles() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "Skipped: needs a file system with POSIX permissions.");
        Path ordinary = Files.writeString(folder.resolve("ordinary"), "");

        try (WholeFiles files = new WholeFiles()) {
            files.write(folder.resolve("model"), text("model"));
            files.publish();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("model"))))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(ordinary)));
    }

    @Test
    void replaceALinkAndNotWhatItLeadsTo() throws IOException {
        Path original = Files.writeString(folder.resolve("original"), "original");
        Path link = Files.createSymbolicLink(folder.resolve("link"), original);

        try (WholeFiles files = new WholeFiles()) {
            files.write(link, text("new"));
            files.publish();
        }
        assertThat(original).hasContent("original");
        assertThat(link).hasContent("new").isRegularFile();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    private static WholeFiles.Content text(String text) {
        return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
