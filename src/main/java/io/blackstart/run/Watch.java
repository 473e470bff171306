package io.blackstart.run;

/**
 * Something that looks at the world on a schedule of its own and records what it sees, until it is
 * closed.
 */
public interface Watch extends AutoCloseable {
    /** Starts looking. */
    void start();

    /** Stops looking; returns when nothing more will be recorded. */
    @Override
    void close();
}
