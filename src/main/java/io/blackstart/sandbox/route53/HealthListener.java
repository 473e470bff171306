package io.blackstart.sandbox.route53;

/** Hears of health checks whose aggregate state changes. */
interface HealthListener {
    /**
     * Called at the instant of the change, in order for one health check.
     *
     * @param nanos {@link System#nanoTime()} of the change
     */
    void changed(long nanos, String id, boolean healthy);
}
