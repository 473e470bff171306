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
        Closing closing = new Closing();
        while (!open.isEmpty()) {
            closing.step(open.pop());
        }
        closing.end();
    }
}
