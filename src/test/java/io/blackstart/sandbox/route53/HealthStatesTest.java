package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.route53.HealthCheckConfig.Calculated;
import io.blackstart.sandbox.route53.HealthCheckConfig.Standing;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class HealthStatesTest {
    private final List<String> heard = new ArrayList<>();
    private final HealthStates states =
            new HealthStates((nanos, id, healthy) -> heard.add(nanos + " " + id + " " + healthy));

    @Test
    void aParentIsCountedAtTheInstantOfItsChildsChange() {
        children("a", "b");
        assertTrue(states.begin("both", calculated(2, "a", "b")));
        assertTrue(states.begin("either", calculated(1, "a", "b")));
        states.changed(7, "a", false);
        assertEquals(List.of("7 a false", "7 both false"), heard);
        heard.clear();
        states.changed(8, "b", false);
        assertEquals(List.of("8 b false", "8 either false"), heard);
        heard.clear();
        states.changed(9, "a", true);
        assertEquals(List.of("9 a true", "9 either true"), heard);
    }

    @Test
    void whatIsNoChangeIsNotTold() {
        children("a");
        states.changed(1, "a", true);
        assertEquals(List.of(), heard);
    }

    @Test
    void grandparentsFollow() {
        children("a");
        states.begin("top", calculated(1, "middle"));
        states.begin("middle", calculated(1, "a"));
        states.update("top", calculated(1, "middle"));
        heard.clear();
        states.changed(3, "a", false);
        assertEquals(List.of("3 a false", "3 top false", "3 middle false"), heard);
        assertFalse(states.healthy("top"));
    }

    /** Exactly one of the two below is healthy, before and after. */
    @Test
    void aCheckAboveTwoWaysToAChildDoesNotFlicker() {
        children("a");
        states.begin("same", calculated(1, "a"));
        states.begin("opposite", new Calculated(List.of("a"), 1, new Standing(true, false)));
        states.begin("top", calculated(1, "same", "opposite"));
        states.changed(4, "a", false);
        assertEquals(List.of("4 a false", "4 same false", "4 opposite true"), heard);
        assertTrue(states.healthy("top"));
    }

    @Test
    void thresholdsBeyondTheChildrenAreNeverMetAndNoneAlways() {
        assertFalse(states.begin("never", calculated(1)));
        assertTrue(states.begin("always", calculated(0)));
        assertTrue(
                states.begin("disabled", new Calculated(List.of(), 1, new Standing(false, true))));
        assertFalse(
                states.begin("switched", new Calculated(List.of(), 0, new Standing(true, true))));
    }

    @Test
    void anotherThresholdCountsAtOnce() {
        children("a", "b");
        states.begin("p", calculated(1, "a", "b"));
        states.changed(1, "a", false);
        heard.clear();
        states.update("p", calculated(2, "a", "b"));
        assertFalse(states.healthy("p"));
        assertEquals(1, heard.size());
    }

    @Test
    void aDeletedParentIsCountedNoMoreAndKeepsItsState() {
        children("a");
        states.begin("p", calculated(1, "a"));
        states.end("p");
        states.changed(1, "a", false);
        assertEquals(List.of("1 a false"), heard);
        assertTrue(states.healthy("p"));
    }

    @Test
    void dependenceIsSeenThroughAllGenerations() {
        children("a");
        states.begin("middle", calculated(1, "a"));
        states.begin("top", calculated(1, "middle"));
        assertTrue(states.depends("top", "a"));
        assertTrue(states.depends("a", "a"));
        assertFalse(states.depends("a", "top"));
    }

    private void children(String... ids) {
        List.of(ids).forEach(id -> states.begin(id, true));
    }

    private static Calculated calculated(int threshold, String... children) {
        return new Calculated(List.of(children), threshold, new Standing(false, false));
    }
}
