package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.blackstart.sandbox.Estate.Cut;
import io.blackstart.sandbox.Estate.Scope;
import io.blackstart.sandbox.Traffic.Way;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Disruptions that fail: on a network's links, with databases that cannot be asked. */
class RegionEstateIT {
    private static final String ONE = World.ACTIVE.region();
    private static final String TWO = World.PASSIVE.region();

    private final RecordedTruth truth = new RecordedTruth();
    private Network network;
    private RegionEstate estate;
    private boolean failing;

    @BeforeEach
    void open() throws IOException {
        network = Network.start();
        Map<Way, Link> links = new HashMap<>();
        for (String region : List.of(ONE, TWO)) {
            int port = FreePorts.free(World.LOOPBACK);
            links.put(
                    new Way.Users(region),
                    network.open(Network.Route.straight(World.local(0), World.local(port))));
        }
        Databases databases =
                (Databases)
                        Proxy.newProxyInstance(
                                Databases.class.getClassLoader(),
                                new Class<?>[] {Databases.class},
                                (_, _, _) -> {
                                    if (failing) {
                                        throw new IllegalStateException("silent");
                                    }
                                    return List.of();
                                });
        estate = new RegionEstate(network, links, Map.of(), databases, truth);
    }

    @AfterEach
    void close() {
        failing = false;
        estate.close();
        network.close();
    }

    private static Set<Resource> entry(String region) {
        return World.subnets().stream()
                .filter(subnet -> subnet.region().equals(region))
                .filter(subnet -> "entry".equals(subnet.tags().get("tier")))
                .collect(toUnmodifiableSet());
    }

    private List<String> regions(String what) {
        return truth.of(what).stream().map(RecordedTruth.Event::region).toList();
    }

    @Test
    void aDisruptionThatCouldNotBeginIsNotInForceLaterOn() {
        failing = true;
        assertThrows(IllegalStateException.class, () -> estate.disrupt(entry(ONE), Scope.ALL));
        failing = false;
        Cut other = estate.disrupt(entry(TWO), Scope.ALL);
        assertEquals(List.of(TWO), regions("regionBlackholed"));
        other.close();
    }

    @Test
    void aLiftingThatFailedCanBeTriedAgainAndIsThenDoneOnce() {
        Cut cut = estate.disrupt(entry(ONE), Scope.ALL);
        Cut equal = estate.disrupt(entry(ONE), Scope.ALL);
        failing = true;
        assertThrows(IllegalStateException.class, cut::close);
        failing = false;
        cut.close();
        cut.close();
        assertEquals(List.of(), regions("regionMended"));
        equal.close();
        assertEquals(List.of(ONE), regions("regionMended"));
    }
}
