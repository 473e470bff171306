package io.blackstart.sandbox;

import java.util.List;
import java.util.Set;

/**
 * What stands in the account's regions, and what FIS can do to it. Databases are commanded through
 * {@link Databases}.
 */
public interface Estate {
    /** All resources that there are now. */
    List<Resource> resources();

    /**
     * Cuts traffic that enters or leaves subnets, in both directions and silently; what passes
     * inside one subnet goes on. Returns when nothing of it passes any more.
     */
    Cut disrupt(Set<Resource> subnets, Scope scope);

    /**
     * Cuts what subnets send to another region on their own: answers to what comes in still leave,
     * so users and health checkers are served, while replication and calls to the other region
     * stop.
     */
    Cut disruptCrossRegion(Set<Resource> subnets, String otherRegion);

    /** Stops instances; the applications on them end. */
    void stopInstances(Set<Resource> instances);

    /** Starts instances that were stopped; harmless for those that run. */
    void startInstances(Set<Resource> instances);

    /** Ends tasks; their service starts another one in place of each. */
    void stopTasks(Set<Resource> tasks);

    /** Which traffic of a subnet is cut. */
    enum Scope {
        /** All that enters or leaves it. */
        ALL,
        /** What enters or leaves the VPC; its subnets still reach each other. */
        VPC,
        /** What passes between it and the subnets of other zones; the world still reaches it. */
        AVAILABILITY_ZONE
    }

    /** A cut in force; closing lifts it, closing twice is harmless. */
    interface Cut extends AutoCloseable {
        @Override
        void close();
    }
}
