package io.blackstart.experiment;

/**
 * A region by what it does when the run begins; found by looking, so that a drill can run in either
 * direction.
 */
public enum RegionRole {
    /** Serves the users and takes the writes. */
    ACTIVE,
    /** Stands by. */
    PASSIVE
}
