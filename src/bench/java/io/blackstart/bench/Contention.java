package io.blackstart.bench;

import java.util.List;
import java.util.stream.IntStream;

/** One thread for each core that never rests, until it is closed. */
final class Contention implements AutoCloseable {
    private final List<Thread> threads;
    private volatile boolean over;

    Contention() {
        threads =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .mapToObj(n -> Thread.ofPlatform().name("busy-" + n).unstarted(this::spin))
                        .toList();
        threads.forEach(Thread::start);
    }

    private void spin() {
        while (!over) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
