package io.blackstart.sandbox;

import io.blackstart.sandbox.Traffic.Way;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What closed ways mean, as the truth tells it. */
sealed interface Plight {
    /** Nobody outside reaches a region's front door. */
    record Blackhole(String region) implements Plight {}

    /** The standby hears nothing of the writer. */
    record NoReplication() implements Plight {}

    /** A region's application does not reach its own database, in any zone. */
    record NoDatabase(String region) implements Plight {}

    /** The instance of one zone is cut off from the load balancer or, alone, from the database. */
    record ZoneLost(String region, String zone) implements Plight {}

    /** What the closed ones of the sandbox's ways mean. */
    static Set<Plight> of(Set<Way> closed) {
        Set<Plight> plights = new HashSet<>();
        for (Way way : closed) {
            switch (way) {
                case Way.Users(String region) -> plights.add(new Blackhole(region));
                case Way.Target(String region, String zone) ->
                        plights.add(new ZoneLost(region, zone));
                case Way.Storage(String region, String zone, String database) -> {
                    if (region.equals(database)
                            && !closed.contains(new Way.Home(region, database))) {
                        plights.add(new ZoneLost(region, zone));
                    }
                }
                case Way.Home(String region, String database) -> {
                    if (region.equals(database)) {
                        plights.add(new NoDatabase(region));
                    }
                }
                case Way.Replication _ -> plights.add(new NoReplication());
                case Way.Checkers _, Way.Lease _ -> {}
            }
        }
        return plights;
    }

    /** Takes down that it began. */
    default void begun(long at, Truth truth) {
        switch (this) {
            case Blackhole(String region) -> truth.event(at, "regionBlackholed", region, Map.of());
            case NoReplication _ -> truth.event(at, "replicationCut", "", Map.of());
            case NoDatabase(String region) -> truth.event(at, "databaseSevered", region, Map.of());
            case ZoneLost(String region, String zone) ->
                    truth.event(at, "zoneSevered", region, Map.of("zone", region + zone));
        }
    }

    /** Takes down that it ended. */
    default void ended(long at, Truth truth) {
        switch (this) {
            case Blackhole(String region) -> truth.event(at, "regionMended", region, Map.of());
            case NoReplication _ -> truth.event(at, "replicationMended", "", Map.of());
            case NoDatabase(String region) -> truth.event(at, "databaseMended", region, Map.of());
            case ZoneLost(String region, String zone) ->
                    truth.event(at, "zoneMended", region, Map.of("zone", region + zone));
        }
    }
}
