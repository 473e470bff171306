package io.blackstart.verdict;

import java.time.Duration;
import java.util.Optional;

/**
 * How the machine that measured did over the run.
 *
 * @param latestBeat by how much the latest heartbeat came too late
 * @param collecting how long everything stood still for the garbage collector
 * @param cpuWaited the share of the time in which some task waited for a processor; empty, like the
 *     two below, where the operating system does not tell
 * @param descriptorsTaken the largest share of file descriptors that were open
 * @param portsTaken the largest share of ports that were in use
 * @param wallShift by how much further the wall clock went than the monotonic one
 * @param asleep how long the machine was suspended
 */
public record Harness(
        Duration latestBeat,
        Duration collecting,
        Optional<Double> cpuWaited,
        Optional<Double> descriptorsTaken,
        Optional<Double> portsTaken,
        Duration wallShift,
        Optional<Duration> asleep) {}
