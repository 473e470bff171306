package io.blackstart.sandbox.region;

/**
 * How many requests an instance serves at a time. Asked by many threads.
 *
 * <p>Tells once when load has come. AWS scales by a metric of the owner's choice, such as requests
 * per target or CPU; here it is load when two requests are there at a time, or more than allowed:
 * one prober that asks one thing after the other is no load.
 */
final class Admission {
    private static final int LOAD_TOGETHER = 2;

    private final Runnable onLoad;
    private int most; // guarded by this, as all that follows
    private int inside;
    private boolean told;

    /**
     * @param most requests at a time
     * @param onLoad run at most once, on a thread that brings load
     */
    Admission(int most, Runnable onLoad) {
        this.most = most;
        this.onLoad = onLoad;
    }

    /** For an instance that serves what comes. */
    static Admission unlimited() {
        return new Admission(Integer.MAX_VALUE, () -> {});
    }

    /** Whether one more request may be served now; then {@link #leave()} has to follow. */
    boolean enter() {
        boolean admitted;
        boolean tell;
        synchronized (this) {
            admitted = inside < most;
            if (admitted) {
                inside++;
            }
            tell = !told && (!admitted || inside >= LOAD_TOGETHER);
            told |= tell;
        }
        if (tell) {
            onLoad.run();
        }
        return admitted;
    }

    synchronized void leave() {
        inside--;
    }

    /** Lets everybody in from now on. */
    synchronized void lift() {
        most = Integer.MAX_VALUE;
    }
}
