package io.blackstart.probe;

import io.blackstart.evidence.Event.Room;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a machine and its JVM tell of themselves at one moment. */
public interface Machine {
    /** What the wall clock shows. */
    Instant wall();

    /**
     * How long the machine has been up, suspension included; empty where the operating system does
     * not tell.
     */
    Optional<Duration> up();

    /** Everything else. */
    Reading read();

    /**
     * One reading; what the operating system does not tell is empty.
     *
     * @param collected how long everything has stood still for the garbage collector so far
     * @param cpuWaited how long some task has waited for a processor so far
     * @param processors tasks that run or wait against processors, in hundredths
     * @param descriptors open file descriptors
     * @param ports TCP sockets against the ports that connections may leave from
     */
    record Reading(
            Duration collected,
            Optional<Duration> cpuWaited,
            Optional<Room> processors,
            Optional<Room> descriptors,
            Optional<Room> ports) {}
}
