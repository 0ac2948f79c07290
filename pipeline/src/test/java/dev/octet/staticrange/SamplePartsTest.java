package dev.octet.staticrange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SamplePartsTest {
    private static SampleParts parts(int samples) {
        return SampleParts.of(DataSource.of(
                IntStream.range(0, samples)
                        .mapToObj(number -> Sample.of(String.valueOf(number), Map.of()))
                        .toList(),
                "some"));
    }

    private static List<String> ids(DataSource samples) {
        return StreamSupport.stream(samples.spliterator(), false)
                .map(Sample::id)
                .toList();
    }

    @Test
    void nothingIsJudgedByWhatItWasTunedTo() {
        assertThat(ids(parts(13).tuned())).containsExactly("0", "1", "3", "4", "6", "7", "9", "10", "12");
        assertThat(ids(parts(13).judged())).containsExactly("2", "5", "8", "11");
    }

    @Test
    void aThirdOfFewSamplesIsTooFewToJudgeBy() {
        assertThat(ids(parts(4).tuned())).containsExactly("0", "1", "3");
        assertThat(ids(parts(4).judged())).containsExactly("0", "1", "2", "3");
        assertThat(ids(parts(11).judged())).hasSize(11);
        assertThat(ids(parts(12).judged())).hasSize(4);
    }

    @Test
    void tooFewSamplesAreForBoth() {
        assertThat(ids(parts(2).tuned())).containsExactly("0", "1");
        assertThat(ids(parts(2).judged())).containsExactly("0", "1");
        assertThat(ids(parts(0).judged())).isEmpty();
    }
}
