package io.blackstart.probe;

import com.sun.management.UnixOperatingSystemMXBean;

import io.blackstart.evidence.Event.Room;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The machine and JVM that this runs on. */
public final class ThisMachine implements Machine {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getOperatingSystemMXBean();

    private final ProcFiles proc;

    /**
     * This machine.
     *
     * @param proc where Linux tells of itself; elsewhere it holds nothing
     */
    public ThisMachine(ProcFiles proc) {
        this.proc = proc;
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public Optional<Duration> up() {
        return proc.up();
    }

    @Override
    public Reading read() {
        return new Reading(collected(), proc.cpuWaited(), processors(), descriptors(), ports());
    }

    private static Duration collected() {
        return Duration.ofMillis(
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .filter(ThisMachine::standsStill)
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .filter(millis -> millis > 0)
                        .sum());
    }

    /** Some collectors count their work beside the running program too; that stops nobody. */
    private static boolean standsStill(GarbageCollectorMXBean collector) {
        return !collector.getName().contains("Concurrent")
                && !collector.getName().contains("Cycles");
    }

    private static Optional<Room> processors() {
        double load = SYSTEM.getSystemLoadAverage();
        return load < 0
                ? Optional.empty()
                : Optional.of(
                        new Room(Math.round(load * 100), SYSTEM.getAvailableProcessors() * 100L));
    }

    private static Optional<Room> descriptors() {
        return SYSTEM instanceof UnixOperatingSystemMXBean unix
                ? Optional.of(
                        new Room(
                                unix.getOpenFileDescriptorCount(),
                                unix.getMaxFileDescriptorCount()))
                : Optional.empty();
    }

    private Optional<Room> ports() {
        return proc.tcpSockets().flatMap(used -> proc.ports().map(most -> new Room(used, most)));
    }
}
