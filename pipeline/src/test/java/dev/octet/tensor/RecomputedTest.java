package dev.octet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecomputedTest {
    @Test
    void computesNothingBeforeItIsAskedAndThenOnceForAllThreads() {
        AtomicInteger calls = new AtomicInteger();
        Recomputed<String> value = new Recomputed<>(() -> "value " + calls.incrementAndGet());

        assertThat(calls).hasValue(0);
        String first = value.get();

        assertThat(IntStream.range(0, 100).parallel().mapToObj(i -> value.get()))
                .allSatisfy(found -> assertThat(found).isSameAs(first));
        assertThat(calls).hasValue(1);
    }
}
