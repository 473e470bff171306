package io.blackstart.sandbox.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.region.TargetGroup.Change;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class TargetGroupTest {
    private final TargetGroup group = new TargetGroup();

    @Test
    void withoutTargetsItIsUnhealthyAndHasNobodyToAsk() {
        assertFalse(group.healthy());
        assertEquals(Optional.empty(), group.next());
    }

    @Test
    void onePassedCheckMakesANewTargetHealthy() {
        group.register("a");
        assertFalse(group.healthy());
        assertEquals(Optional.of(new Change("a", true)), group.checked("a", true));
        assertTrue(group.healthy());
        assertEquals(Optional.empty(), group.checked("a", true));
    }

    @Test
    void healthyOnesHaveTheirTurns() {
        healthy("a", "b", "c");
        assertEquals(List.of("a", "b", "c", "a", "b", "c"), next(6));
    }

    @Test
    void twoFailuresInARowTakeATargetOut() {
        healthy("a", "b");
        assertEquals(Optional.empty(), group.checked("a", false));
        assertEquals(Optional.empty(), group.checked("a", true), "not in a row");
        assertEquals(Optional.empty(), group.checked("a", false));
        assertEquals(Optional.of(new Change("a", false)), group.checked("a", false));
        assertEquals(List.of("b", "b", "b"), next(3));
        assertTrue(group.healthy());
    }

    @Test
    void fivePassesInARowTakeItBackIn() {
        healthy("a", "b");
        fail("a");
        for (int i = 0; i < 4; i++) {
            assertEquals(Optional.empty(), group.checked("a", true));
        }
        assertEquals(Optional.empty(), group.checked("a", false));
        for (int i = 0; i < 4; i++) {
            assertEquals(Optional.empty(), group.checked("a", true));
        }
        assertEquals(Optional.of(new Change("a", true)), group.checked("a", true));
    }

    @Test
    void whenNoneIsHealthyAllAreAskedAlthoughTheGroupIsUnhealthy() {
        healthy("a", "b");
        fail("a");
        fail("b");
        assertFalse(group.healthy());
        assertEquals(List.of("a", "b"), next(2).stream().sorted().toList());
    }

    @Test
    void aStoppedTargetIsAskedByNobodyUntilItIsRegisteredAnew() {
        healthy("a", "b");
        assertEquals(Optional.of(new Change("a", false)), group.stopped("a"));
        assertEquals(Optional.empty(), group.checked("a", true), "a check that was on its way");
        fail("b");
        assertEquals(List.of("b", "b"), next(2));
        group.register("a");
        assertEquals(Optional.of(new Change("a", true)), group.checked("a", true));
        assertEquals(List.of("a", "a"), next(2));
    }

    @Test
    void whenAllAreStoppedNobodyIsAsked() {
        healthy("a");
        group.stopped("a");
        assertEquals(Optional.empty(), group.next());
    }

    private void healthy(String... zones) {
        for (String zone : zones) {
            group.register(zone);
            group.checked(zone, true);
        }
    }

    private void fail(String zone) {
        for (int i = 0; i < TargetGroup.UNHEALTHY_THRESHOLD; i++) {
            group.checked(zone, false);
        }
    }

    private List<String> next(int times) {
        return Stream.generate(() -> group.next().orElseThrow()).limit(times).toList();
    }
}
