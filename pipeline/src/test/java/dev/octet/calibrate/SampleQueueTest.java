package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.SampleQueue.Chunk;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.progress.Cancellation;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleQueueTest {
    private static final long FOREVER = TimeUnit.DAYS.toNanos(1);

    private final Cancellation cancellation = new Cancellation();

    @Test
    void handsOutEverySampleOnceInOrder() {
        SampleQueue queue = queue(3, FOREVER);

        Chunk first = queue.take(2);
        queue.finished(2);
        Chunk second = queue.take(2);
        queue.finished(1);

        assertThat(ids(first)).containsExactly("0", "1");
        assertThat(ids(second)).containsExactly("2");
        assertThat(second.first()).isEqualTo(2);
        assertThat(queue.take(2).samples()).isEmpty();
    }

    @Test
    void anotherWorkerWaitsUntilTheFirstSampleIsDone() throws Exception {
        SampleQueue queue = queue(2, FOREVER);
        queue.take(1);

        CompletableFuture<Chunk> other = waitingFor(queue);
        queue.finished(1);

        assertThat(ids(other.get())).containsExactly("1");
    }

    @Test
    void anotherWorkerWaitsNoLongerThanTheHeadStart() {
        SampleQueue queue = queue(2, 1);
        queue.take(1);

        assertThat(ids(queue.take(1))).containsExactly("1");
    }

    @Test
    void nobodyWaitsWhereThereAreNoSamples() {
        SampleQueue queue = queue(0, FOREVER);

        assertThat(queue.take(1).samples()).isEmpty();
        assertThat(queue.take(1).samples()).isEmpty();
    }

    @Test
    void aWorkerThatWaitsGetsNothingAfterAFailure() throws Exception {
        SampleQueue queue = queue(2, FOREVER);
        queue.take(1);

        CompletableFuture<Chunk> other = waitingFor(queue);
        queue.stop();

        assertThat(other.get().samples()).isEmpty();
    }

    @Test
    void aWorkerThatWaitedLearnsOfACancellation() throws Exception {
        SampleQueue queue = queue(2, FOREVER);
        queue.take(1);

        CompletableFuture<Chunk> other = waitingFor(queue);
        cancellation.request();
        queue.finished(1);

        assertThatThrownBy(other::get)
                .cause()
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CANCELLED));
    }

    private SampleQueue queue(int samples, long headStart) {
        List<Sample> all = IntStream.range(0, samples)
                .<Sample>mapToObj(number -> Sample.of(Integer.toString(number), Map.<String, Tensor>of()))
                .toList();
        return new SampleQueue(all.iterator(), 0, cancellation, done -> {}, headStart);
    }

    /** A request for a sample that waits in the queue when this returns. */
    private static CompletableFuture<Chunk> waitingFor(SampleQueue queue) {
        CompletableFuture<Chunk> taken = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                taken.complete(queue.take(1));
            } catch (OctetException refused) {
                taken.completeExceptionally(refused);
            }
        });
        worker.setDaemon(true);
        worker.start();
        while (worker.getState() != Thread.State.TIMED_WAITING) {
            assertThat(worker.isAlive())
                    .as("the worker has no answer before it has to wait")
                    .isTrue();
            Thread.onSpinWait();
        }
        return taken;
    }

    private static List<String> ids(Chunk chunk) {
        return chunk.samples().stream().map(Sample::id).toList();
    }
}
