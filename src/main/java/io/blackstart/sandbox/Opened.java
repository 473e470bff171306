package io.blackstart.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been opened, closed in the opposite order; one that fails does not keep the rest open.
 */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        RuntimeException failures = new IllegalStateException("the sandbox did not close cleanly");
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                failures.addSuppressed(failed);
            }
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
