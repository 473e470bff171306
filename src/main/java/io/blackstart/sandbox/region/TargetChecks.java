package io.blackstart.sandbox.region;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.database.Patience;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The health checks of a load balancer: asks each target for {@code /healthz} on the cloud's clock.
 * They pass inside the VPC, so a region that nobody outside can reach has healthy targets as long
 * as its subnets reach each other.
 */
final class TargetChecks implements AutoCloseable {
    /** AWS's usual time from the start of one check to the start of the next. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    /** AWS's usual time in which the answer has to come. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    // In real time: a process that has just been started, on a machine that may be busy.
    private static final Duration COMING_UP_MAX = Duration.ofSeconds(10);
    private static final Patience COMING_UP = Patience.of(Duration.ofMillis(50), COMING_UP_MAX);
    private static final int OK = 200;
    private static final byte[] REQUEST =
            String.join(
                            "\r\n",
                            "GET /healthz HTTP/1.1",
                            "Host: target",
                            "User-Agent: ELB-HealthChecker/2.0",
                            "Connection: close",
                            "",
                            "")
                    .getBytes(StandardCharsets.ISO_8859_1);

    private final String region;
    private final TargetGroup group;
    private final CloudTimer timer;
    private final Duration within;
    private final Truth truth;
    private volatile boolean closed; // written under this

    TargetChecks(
            String region, TargetGroup group, CloudClock clock, CloudTimer timer, Truth truth) {
        this.region = region;
        this.group = group;
        this.timer = timer;
        this.within = LoadBalancer.real(clock, TIMEOUT);
        this.truth = truth;
    }

    /**
     * Registers targets and checks them from now on; returns when the first check of each is over.
     *
     * @param lines by zone
     */
    void begin(Map<String, TargetLine> lines) throws InterruptedException {
        CountDownLatch first = new CountDownLatch(lines.size());
        lines.forEach((zone, line) -> begin(zone, line, first::countDown));
        boolean _ = first.await(2 * COMING_UP_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Registers one more target, and checks it from now on. */
    void begin(String zone, TargetLine line) {
        begin(zone, line, () -> {});
    }

    private void begin(String zone, TargetLine line, Runnable then) {
        register(
                zone,
                line,
                () -> {
                    then.run();
                    later(zone, line);
                });
    }

    private void register(String zone, TargetLine line, Runnable then) {
        group.register(zone);
        Thread.startVirtualThread(() -> {
            changed(group.checked(zone, comesUp(line)));
            then.run();
        });
    }

    /** Whether a target that is just coming up passes a check soon. */
    private boolean comesUp(TargetLine line) {
        try {
            return COMING_UP.until(() -> closed || passes(line));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void later(String zone, TargetLine line) {
        if (!closed) {
            timer.after(INTERVAL, () -> check(zone, line));
        }
    }

    private void check(String zone, TargetLine line) {
        later(zone, line);
        Thread.startVirtualThread(() -> changed(group.checked(zone, passes(line))));
    }

    /**
     * Notes that a target's instance has stopped: its checks count for nothing until it is back.
     */
    void stopped(String zone) {
        changed(group.stopped(zone));
    }

    /** Registers a target that was stopped anew, and checks it at once. */
    void back(String zone, TargetLine line) {
        register(zone, line, () -> {});
    }

    private boolean passes(TargetLine line) {
        try {
            return line.askOnce(REQUEST, within).status() == OK;
        } catch (IOException unreachable) {
            return false;
        }
    }

    private void changed(Optional<TargetGroup.Change> change) {
        change.ifPresent(changed ->
                truth.event(
                        System.nanoTime(),
                        "targetHealthChanged",
                        region,
                        Map.of("zone", region + changed.zone(), "healthy", changed.healthy())));
    }

    /** Checks nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
