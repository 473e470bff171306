package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.route53.RecordSet.Routing;
import io.blackstart.sandbox.route53.Selection.Option;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

class SelectionTest {
    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({
        "true, true, PRIMARY",
        "true, false, PRIMARY",
        "false, true, SECONDARY",
        // no record is healthy: all count as healthy
        "false, false, PRIMARY",
    })
    void answersThePrimaryUnlessOnlyTheSecondaryIsHealthy(
            boolean primary, boolean secondary, Failover answer) {
        Option<Failover> one = side(Failover.PRIMARY, primary);
        Option<Failover> other = side(Failover.SECONDARY, secondary);
        assertEquals(List.of(answer), Selection.choose(List.of(one, other), random));
        assertEquals(List.of(answer), Selection.choose(List.of(other, one), random));
    }

    @ParameterizedTest
    @CsvSource({
        "PRIMARY, true",
        "PRIMARY, false",
        "SECONDARY, true",
        "SECONDARY, false",
    })
    void halfAPairIsAnsweredAlways(Failover role, boolean healthy) {
        assertEquals(List.of(role), Selection.choose(List.of(side(role, healthy)), random));
    }

    @Test
    void noRecordsAreNoAnswer() {
        assertEquals(List.of(), Selection.choose(List.of(), random));
    }

    @ParameterizedTest
    @CsvSource({
        // healthy of weight 3, healthy of weight 1, healthy of weight 0, possible answers
        "true, true, true, 'one three'",
        "true, false, true, three",
        "false, true, true, one",
        // 0 only when all others are unhealthy
        "false, false, true, zero",
        // no record is healthy: all are, and so the heavy ones again
        "false, false, false, 'one three'",
    })
    void weighsWhatIsHealthy(boolean three, boolean one, boolean zero, String possible) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.addAll(Selection.choose(weighted(three, one, zero), random));
        }
        assertEquals(Set.of(possible.split(" ")), seen);
        assertEquals(
                seen,
                new HashSet<>(
                        Selection.eligible(weighted(three, one, zero)).stream()
                                .map(Option::what)
                                .toList()));
    }

    @Test
    void weightsAreShares() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 40_000; i++) {
            counts.merge(
                    Selection.choose(weighted(true, true, true), random).getFirst(),
                    1,
                    Integer::sum);
        }
        // 3 of 4; six standard deviations of 40,000 draws are 1.3 % of them
        assertEquals(30_000, counts.getOrDefault("three", 0), 520);
        assertEquals(10_000, counts.getOrDefault("one", 0), 520);
    }

    @Test
    void nothingButWeightsOfZeroAreEquallyLikely() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.addAll(
                    Selection.choose(List.of(weight("a", 0, true), weight("b", 0, true)), random));
        }
        assertEquals(Set.of("a", "b"), seen);
    }

    @Test
    void manyValuesAreEightHealthyOnesAtMost() {
        List<Integer> some = Selection.choose(values(20, 12), random);
        assertEquals(8, some.size());
        assertEquals(8, new HashSet<>(some).size());
        assertTrue(some.stream().allMatch(value -> value < 12), some.toString());
        assertEquals(Set.of(0, 1, 2), new HashSet<>(Selection.choose(values(20, 3), random)));
        List<Integer> none = Selection.choose(values(20, 0), random);
        assertEquals(8, new HashSet<>(none).size());
        assertEquals(20, Selection.eligible(values(20, 0)).size());
    }

    private static Option<Failover> side(Failover role, boolean healthy) {
        return new Option<>(new Routing.OneOfPair(role.name(), role), healthy, role);
    }

    private static List<Option<String>> weighted(boolean three, boolean one, boolean zero) {
        return List.of(weight("three", 3, three), weight("one", 1, one), weight("zero", 0, zero));
    }

    private static Option<String> weight(String name, int weight, boolean healthy) {
        return new Option<>(new Routing.Weighted(name, weight), healthy, name);
    }

    private static List<Option<Integer>> values(int all, int healthy) {
        return IntStream.range(0, all)
                .mapToObj(i -> new Option<>(new Routing.MultiValue("v" + i), i < healthy, i))
                .toList();
    }
}
