package dev.octet.progress;

/**
 * Listens to a task that takes a while. Called from one thread at a time, in the order started, advanced ..., finished.
 */
public interface Progress {
    /** Total of a task whose length is not known beforehand. */
    long UNKNOWN = -1;

    /** Listens to nothing. */
    Progress NONE = new Progress() {
        @Override
        public void started(String task, long total) {}

        @Override
        public void advanced(long done) {}

        @Override
        public void finished() {}
    };

    /**
     * A task begins.
     *
     * @param task what is done, for people
     * @param total how many steps it takes, or {@link #UNKNOWN}
     */
    void started(String task, long total);

    /** So many steps are done since the task began. */
    void advanced(long done);

    /** The task is over, done or not. */
    void finished();
}
