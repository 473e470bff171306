package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.sandbox.Traffic.Way;

import org.junit.jupiter.api.Test;

import java.util.Set;

/** What closed ways are called. */
class PlightTest {
    private static final String HERE = "me-south-1";
    private static final String THERE = "eu-central-1";

    @Test
    void anInstanceThatLosesItsOwnDatabaseAloneIsALostZone() {
        assertEquals(
                Set.of(new Plight.ZoneLost(HERE, "a")),
                Plight.of(Set.of(new Way.Storage(HERE, "a", HERE))));
    }

    @Test
    void aRegionWithoutItsDatabaseHasNoLostZones() {
        assertEquals(
                Set.of(new Plight.NoDatabase(HERE)),
                Plight.of(Set.of(new Way.Storage(HERE, "a", HERE), new Way.Home(HERE, HERE))));
    }

    @Test
    void aBorrowedDatabaseThatIsGoneCostsTheBorrowerNoZone() {
        assertEquals(Set.of(), Plight.of(Set.of(new Way.Storage(THERE, "a", HERE))));
    }
}
