package io.blackstart.run;

import java.time.Duration;

/** The drill's own writes, after the drill. */
public interface ReadBack {
    /**
     * Reads the surviving writes until two passes agree, or until the time is up; records each
     * pass.
     */
    void readUntilAgreed(Duration most) throws InterruptedException;

    /** Takes the drill's own writes away, or says how many it could not; bounded by that time. */
    void cleanUp(Duration most) throws InterruptedException;
}
