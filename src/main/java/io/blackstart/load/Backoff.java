package io.blackstart.load;

import io.blackstart.experiment.ClientModel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a client waits before it tries again. Arithmetic only. */
final class Backoff {
    private Backoff() {}

    /**
     * The wait after an attempt: it doubles from one attempt to the next, up to the model's limit,
     * and chance changes it as the model says.
     *
     * @param attempt that failed, from 1
     */
    static Duration after(int attempt, ClientModel model, RandomGenerator random) {
        long first = model.firstWait().toNanos();
        long most = model.waitMost().toNanos();
        // a first wait of a second has doubled 33 times before it would overflow
        long wait = Math.min(most, first << Math.min(attempt - 1, 32));
        return Duration.ofNanos(
                switch (model.jitter()) {
                    case NONE -> wait;
                    case FULL -> random.nextLong(wait + 1);
                    case ADDED -> Math.min(most, wait + random.nextLong(first + 1));
                });
    }
}
