package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuntimeLoadingTest {
    @Test
    void isOverOnceItHasBeenWaitedFor() {
        RuntimeLoading.begin().awaitEnd();

        assertThat(Environment.loading()).isDone();
        assertThat(RuntimeVersion.get()).isNotEmpty();
    }

    @Test
    void staysInterruptedWhereItIsNotWaitedFor() {
        RuntimeLoading loading = RuntimeLoading.begin();
        Thread.currentThread().interrupt();

        loading.awaitEnd();

        // Done long ago in most orders of the tests; then nothing is waited for, and nothing is lost either.
        assertThat(Thread.interrupted()).isTrue();
    }
}
