package io.blackstart.load;

import io.blackstart.run.RunClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Goes over many orders, one request each: at a bounded rate, with few under way at once, until a
 * deadline.
 */
final class OrderSweep {
    private static final int UNDER_WAY_MOST = 16;

    private final RunClock clock;
    private final double perSecond;
    private final Duration deadline;
    private final Duration start;
    private final AtomicInteger next = new AtomicInteger();

    OrderSweep(RunClock clock, double perSecond, Duration deadline) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.deadline = deadline;
        this.start = clock.elapsed();
    }

    /**
     * Visits 0 to {@code count} − 1, each when it is due and in no order; returns how many it came
     * to. Once only.
     */
    int over(int count, IntConsumer visit) throws InterruptedException {
        AtomicInteger visited = new AtomicInteger();
        List<Thread> visitors = new ArrayList<>();
        for (int i = 0; i < Math.min(UNDER_WAY_MOST, count); i++) {
            visitors.add(Thread.startVirtualThread(() -> visit(count, visit, visited)));
        }
        for (Thread visitor : visitors) {
            visitor.join();
        }
        return visited.get();
    }

    private void visit(int count, IntConsumer visit, AtomicInteger visited) {
        try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                clock.sleepUntil(start.plusNanos((long) (i * 1e9 / perSecond)));
                if (clock.elapsed().compareTo(deadline) > 0) {
                    return;
                }
                visit.accept(i);
                visited.incrementAndGet();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
