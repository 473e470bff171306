package io.blackstart.sandbox.fis;

import java.util.Locale;

/** Where an experiment or an action is in its life, in AWS's words. */
enum Status {
    PENDING,
    INITIATING,
    RUNNING,
    COMPLETED,
    STOPPING,
    STOPPED,
    FAILED,
    CANCELLED,
    SKIPPED;

    /** Whether nothing comes after it. */
    boolean ended() {
        return switch (this) {
            case PENDING, INITIATING, RUNNING, STOPPING -> false;
            case COMPLETED, STOPPED, FAILED, CANCELLED, SKIPPED -> true;
        };
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
