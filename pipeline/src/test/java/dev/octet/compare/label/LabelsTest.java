package dev.octet.compare.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    @TempDir
    Path folder;

    private static DataSource samples(int count) {
        return DataSource.of(
                IntStream.range(0, count)
                        .mapToObj(i -> Sample.of("s" + i, Map.of()))
                        .toList(),
                "samples");
    }

    private static String labels(DataSource data) {
        return StreamSupport.stream(data.spliterator(), false)
                .map(sample ->
                        LabelledSample.labelOf(sample).map(LabelsTest::text).orElse("-"))
                .toList()
                .toString();
    }

    private static String text(Tensor label) {
        return label.type().isFloating() ? Float.toString(label.toFloats()[0]) : Long.toString(label.toLongs()[0]);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void takesTheLastColumnOrTheOneAskedFor() throws IOException {
        Path table = write("labels.csv", "file,class,score\n\"a,b\",3,0.5\nc,4,1.5\n");

        assertThat(labels(Labels.attach(samples(2), table, Optional.empty()))).isEqualTo("[0.5, 1.5]");
        assertThat(labels(Labels.attach(samples(2), table, Optional.of("class"))))
                .isEqualTo("[3, 4]");
        assertThat(labels(Labels.attach(samples(2), table, Optional.of("2")))).isEqualTo("[3, 4]");
    }

    @Test
    void readsTablesWithoutAHeader() throws IOException {
        Path table = write("labels.tsv", "a\t1\nb\t0\n");

        assertThat(labels(Labels.attach(samples(2), table, Optional.empty()))).isEqualTo("[1, 0]");
    }

    @Test
    void readsRowsOfAnArray() throws IOException {
        byte[] header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }".getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[10 + header.length + 3];
        System.arraycopy(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0}, 0, file, 0, 10);
        System.arraycopy(header, 0, file, 10, header.length);
        System.arraycopy(new byte[] {7, 0, (byte) 200}, 0, file, 10 + header.length, 3);
        Path array = Files.write(folder.resolve("labels.npy"), file);

        assertThat(labels(Labels.attach(samples(3), array, Optional.empty()))).isEqualTo("[7, 0, 200]");
    }

    @Test
    void givesTheLabelOfAPairToItsSecondSample() throws IOException {
        Path table = write("scores.csv", "1.5\n2.5\n");

        assertThat(labels(Labels.attach(samples(4), table, Optional.empty()))).isEqualTo("[-, 1.5, -, 2.5]");
    }

    @Test
    void refusesAnotherNumberOfLabelsAndWhatIsNone() throws IOException {
        Path three = write("three.csv", "1\n2\n3\n");
        Path words = write("words.csv", "1\ncat\n");

        assertThatThrownBy(() -> Labels.attach(samples(4), three, Optional.empty()))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("got 3 labels for 4 samples");
        assertThatThrownBy(() -> Labels.attach(samples(2), words, Optional.empty()))
                .hasMessageContaining("line 2: expected a number as the label, got 'cat'");
        assertThatThrownBy(() -> Labels.attach(samples(3), three, Optional.of("score")))
                .hasMessageContaining("no column 'score'");
        assertThatThrownBy(() -> Labels.attach(samples(3), folder.resolve("none.npy"), Optional.empty()))
                .extracting("kind")
                .isEqualTo(Kind.FILE);
    }

    private static DataSource named(String... names) {
        return DataSource.of(
                Arrays.stream(names).map(name -> Sample.of(name, Map.of())).toList(), "images");
    }

    @Test
    void findsLabelsByTheNamesOfFilesInAnyOrder() throws IOException {
        Path paths = write("paths.csv", "image,label\nb/1.png,4\nz.png,9\na/1.png,3\n");
        Path files = write("files.csv", "7,dog.jpg\n2,images/cat.jpg\n");
        Path stems = write("stems.tsv", "dog\t7\ncat\t2.5\n");

        assertThat(labels(Labels.attach(named("a/1.png", "b/1.png"), paths, Optional.empty())))
                .isEqualTo("[3, 4]");
        DataSource found = Labels.attach(named("x/cat.jpg", "dog.jpg"), files, Optional.of("1"));
        assertThat(labels(found)).isEqualTo("[2, 7]");
        assertThat(found.description()).isEqualTo("images, labels by name in " + files);
        assertThat(labels(Labels.attach(named("cat.jpg", "dog.jpg"), stems, Optional.empty())))
                .isEqualTo("[2.5, 7.0]");
    }

    @Test
    void numbersClassesThatAreNamesInTheirOrder() throws IOException {
        Path table = write("classes.csv", "image,label\n1.png,dog\n2.png,cat\n3.png,dog\n");

        assertThat(labels(Labels.attach(named("1.png", "2.png", "3.png"), table, Optional.of("label"))))
                .isEqualTo("[1, 0, 1]");
    }

    @Test
    void refusesATableThatNamesSomeSamplesOrOneTwice() throws IOException {
        Path some = write("some.csv", "1.png,0\n3.png,1\n");
        Path twice = write("twice.csv", "a/1.png,0\nb/1.png,1\n");
        Path mixed = write("mixed.csv", "1.png,0\n2.png,cat\n");

        assertThatThrownBy(() -> Labels.attach(named("1.png", "2.png"), some, Optional.empty()))
                .hasMessageContaining("column 1 names 1 of 2 samples, but not '2.png'");
        assertThatThrownBy(() -> Labels.attach(named("1.png", "2.png"), twice, Optional.empty()))
                .hasMessageContaining("sample '1.png' is named in several rows");
        assertThatThrownBy(() -> Labels.attach(named("1.png", "2.png"), mixed, Optional.empty()))
                .hasMessageContaining("line 2: expected a number as the label, got 'cat'");
    }

    @Test
    void rowsOfOneArrayAreNotNamedByItsFile() throws IOException {
        Path table = write("labels.csv", "x,1\ny,2\n");

        DataSource found = Labels.attach(named("x.npy[0]", "x.npy[1]"), table, Optional.empty());

        assertThat(labels(found)).isEqualTo("[1, 2]");
        assertThat(found.description()).isEqualTo("images, labels by row in " + table);
    }
}
