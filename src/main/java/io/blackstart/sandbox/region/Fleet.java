package io.blackstart.sandbox.region;

import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.CloudTimer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The application's instances in one region, one in each zone, each with one task on it; they
 * really end and start. Safe for use by many threads.
 */
public final class Fleet implements AutoCloseable {
    /**
     * From the end of a task to the start of the one that its service puts in its place, on the
     * cloud's clock. AWS promises nothing: it depends on the image and on the cluster.
     */
    static final Duration TASK_RESTART = Duration.ofSeconds(30);

    private final String region;
    private final LoadBalancer balancer;
    private final TargetChecks checks;
    private final CloudTimer timer;
    private final Truth truth;
    private final Map<String, Unit> units = new LinkedHashMap<>(); // by zone; guarded by this
    private boolean closed; // guarded by this

    Fleet(
            String region,
            LoadBalancer balancer,
            TargetChecks checks,
            CloudTimer timer,
            Truth truth) {
        this.region = region;
        this.balancer = balancer;
        this.checks = checks;
        this.timer = timer;
        this.truth = truth;
    }

    /**
     * An instance as it is now.
     *
     * @param zone the letter of its zone
     * @param instanceRunning whether it runs
     * @param serving whether its task does
     * @param task counts the tasks that it has had, from 1
     */
    public record Member(String zone, boolean instanceRunning, boolean serving, int task) {}

    private record Unit(Instance instance, Member member) {
        Unit with(boolean instanceRunning, boolean serving) {
            int task = member.task() + (serving && !member.serving() ? 1 : 0);
            return new Unit(instance, new Member(member.zone(), instanceRunning, serving, task));
        }
    }

    /** Adds an instance that is served from now on; its target is not registered yet. */
    synchronized void add(String zone, Instance instance) {
        instance.start();
        units.put(zone, new Unit(instance, new Member(zone, true, true, 1)));
    }

    /** Adds instances when load has come; from then on, all serve as much as comes. */
    synchronized void grow(Map<String, Instance> more) {
        if (closed) {
            return;
        }
        units.values().forEach(unit -> unit.instance().unlimited());
        more.forEach((zone, instance) -> {
            add(zone, instance);
            told("instanceStarted", zone, "scale-out");
        });
        more.keySet().forEach(zone -> checks.begin(zone, balancer.line(zone)));
    }

    /** Registers the targets of all that there are, and returns when each was checked once. */
    void register() throws InterruptedException {
        Map<String, TargetLine> lines = new LinkedHashMap<>();
        members().forEach(member -> lines.put(member.zone(), balancer.line(member.zone())));
        checks.begin(lines);
    }

    /** Those that there are. */
    public synchronized List<Member> members() {
        return units.values().stream().map(Unit::member).toList();
    }

    /** Stops the instance of a zone, and its task with it; harmless when it is stopped. */
    public synchronized void stopInstance(String zone) {
        unit(zone)
                .filter(unit -> unit.member().instanceRunning())
                .ifPresent(unit -> {
                    end(zone, unit.with(false, false), "instance stopped");
                });
    }

    /** Starts the instance of a zone again, and a task on it; harmless when it runs. */
    public synchronized void startInstance(String zone) {
        unit(zone)
                .filter(unit -> !unit.member().instanceRunning())
                .ifPresent(unit -> begin(zone, unit, "instance started"));
    }

    /** Ends the task of a zone; another one takes its place after {@link #TASK_RESTART}. */
    public synchronized void stopTask(String zone) {
        unit(zone)
                .filter(unit -> unit.member().serving())
                .ifPresent(unit -> {
                    end(zone, unit.with(true, false), "task stopped");
                    timer.after(TASK_RESTART, () -> replaceTask(zone));
                });
    }

    private synchronized void replaceTask(String zone) {
        unit(zone)
                .filter(unit -> unit.member().instanceRunning() && !unit.member().serving())
                .ifPresent(unit -> begin(zone, unit, "task started"));
    }

    private void end(String zone, Unit then, String why) {
        units.put(zone, then);
        then.instance().close();
        checks.stopped(zone);
        balancer.line(zone).close();
        told("instanceStopped", zone, why);
    }

    private void begin(String zone, Unit unit, String why) {
        if (closed) {
            return;
        }
        unit.instance().start();
        units.put(zone, unit.with(true, true));
        told("instanceStarted", zone, why);
        checks.back(zone, balancer.line(zone));
    }

    private Optional<Unit> unit(String zone) {
        return Optional.ofNullable(units.get(zone));
    }

    private void told(String what, String zone, String why) {
        truth.event(System.nanoTime(), what, region, Map.of("zone", region + zone, "why", why));
    }

    /** Ends all of them for good; what they have answered by now is all that they ever answer. */
    @Override
    public synchronized void close() {
        closed = true;
        units.values().forEach(unit -> unit.instance().close());
    }
}
