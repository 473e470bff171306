package io.blackstart.run;

/** The users. */
public interface Load {
    /**
     * Sends a ramp of requests that are not recorded, so that neither side is cold when the clock
     * counts, and leaves acknowledged orders behind for the first reads.
     */
    void warmUp() throws InterruptedException;

    /** Starts sending; the first request is due now. */
    void start();

    /** Makes nothing due any more, and returns when every request that was due has its record. */
    void stop() throws InterruptedException;
}
