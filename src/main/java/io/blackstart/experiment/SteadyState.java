package io.blackstart.experiment;

import java.time.Duration;

/** Something that must hold before anything is broken. */
public sealed interface SteadyState {
    /**
     * Users are served by the region in that role: at least {@code share} of the load's requests of
     * the last {@code over}.
     */
    record Served(RegionRole region, Share share, Duration over) implements SteadyState {}

    /** The newest write that the passive region shows is at most so old. */
    record ReplicationLag(Duration atMost) implements SteadyState {}
}
