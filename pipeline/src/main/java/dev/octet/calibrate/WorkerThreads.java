package dev.octet.calibrate;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread for each worker; they go away when this is closed. */
final class WorkerThreads implements AutoCloseable {
    private final ExecutorService executor;

    WorkerThreads(int count) {
        executor = Executors.newFixedThreadPool(count, WorkerThreads::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "octet-calibration");
        thread.setDaemon(true);
        return thread;
    }

    /** Lets every worker run until it stops by itself. */
    void run(List<Worker> workers) {
        try {
            for (Future<Worker> future : executor.invokeAll(workers)) {
                future.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OctetException(Kind.CANCELLED, "Calibration was interrupted", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
