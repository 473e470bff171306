package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event.Outcome;
import io.blackstart.verdict.History.Write;
import io.blackstart.verdict.Verdict.WriteSet;
import io.blackstart.verdict.Verdict.Writes;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The ledger against sets kept the slow and plain way, on ten thousand random histories. */
class LedgerOracleTest {
    private static final int HISTORIES = 10_000;
    private static final Bounds BEGIN = new Bounds(History.FAULT + 2, History.FAULT + 5);

    private History history = new History(0);
    private Set<Long> there = Set.of();
    private int withLoss;
    private int withSplitBrain;
    private int withStale;
    private int withHoles;

    @Test
    void saysOfEachHistoryWhatPlainSetsSay() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            history = new History(seed);
            there = new HashSet<>(history.survivors);
            compare("seed " + seed);
        }
        // else nothing was compared
        assertTrue(withLoss > 5_000, () -> withLoss + " with a loss");
        assertTrue(withSplitBrain > 1_000, () -> withSplitBrain + " with a split brain");
        assertTrue(withStale > 1_000, () -> withStale + " with stale reads");
        assertTrue(withHoles > 1_000, () -> withHoles + " with holes");
    }

    private void compare(String seed) {
        Facts facts = Facts.of(Story.unhashed(history.events()));
        Found<WriteLedger> found = WriteLedger.of(facts);
        LostReads lostReads = LostReads.of(facts, found);
        WriteLedger ledger = found.known().orElseThrow();
        Writes told =
                new WriteTally(facts, lostReads, Optional.empty())
                        .of(Optional.of(ledger), Optional.of(BEGIN));

        Set<Long> lost = ids(this::isLost);
        assertEquals(History.text(lost), told.lostIds(), seed);
        assertEquals(lost.size(), told.lost(), seed);
        assertSet(ids(write -> isUnsure(write) && isThere(write)), told.sets().recovered(), seed);
        assertEquals(
                ids(write -> isUnsure(write) && !isThere(write)).size(),
                told.indeterminateAbsent(),
                seed);
        Set<Long> unexpected = new HashSet<>(there);
        unexpected.removeAll(ids(write -> write.isAcknowledged() || isUnsure(write)));
        assertSet(unexpected, told.sets().unexpected(), seed);
        assertEquals(history.survivors.size() - there.size(), told.duplicated(), seed);
        Set<Long> heldElsewhere = new HashSet<>(lost);
        heldElsewhere.retainAll(history.elsewhere);
        assertSet(heldElsewhere, told.sets().lostHeldElsewhere(), seed);
        assertSet(
                ids(write -> isLost(write) && write.at() >= History.MENDED),
                told.sets().failbackLost(),
                seed);
        Set<Long> holes = ids(this::isHole);
        assertSet(holes, told.sets().holes(), seed);
        Set<Long> splitBrain = ids(this::isSplitBrain);
        assertSet(splitBrain, told.sets().splitBrain(), seed);
        compareReads(lost, lostReads, seed);
        withLoss += lost.isEmpty() ? 0 : 1;
        withHoles += holes.isEmpty() ? 0 : 1;
        withSplitBrain += splitBrain.isEmpty() ? 0 : 1;
        withStale += lostReads.stale().isEmpty() ? 0 : 1;
        compareRecoveryPoint(ledger, facts, seed);
    }

    private void compareReads(Set<Long> lost, LostReads lostReads, String seed) {
        Set<Long> excused = new HashSet<>();
        Set<Long> stale = new HashSet<>();
        long acknowledged = history.writes.stream().filter(Write::isAcknowledged).count();
        for (History.Miss miss : history.misses) {
            boolean known =
                    history.writes.stream()
                            .anyMatch(write ->
                                    write.isAcknowledged()
                                            && write.id() == miss.id()
                                            && write.at() <= miss.sent());
            if (known && !lost.contains(miss.id())) {
                stale.add(miss.number());
            } else if (known && miss.sent() >= History.FAULT && lost.size() * 10L <= acknowledged) {
                excused.add(miss.number());
            }
        }
        assertEquals(stale, lostReads.stale(), seed);
        assertEquals(excused, lostReads.excused(), seed);
    }

    /** By the words of the definition: from the last acknowledgement back to the oldest lost. */
    private void compareRecoveryPoint(WriteLedger ledger, Facts facts, String seed) {
        Predicate<Write> old =
                write ->
                        write.isAcknowledged()
                                && write.region().equals(Story.ACTIVE)
                                && write.at() < History.MENDED;
        OptionalLong oldest = times(old.and(this::isLost)).min();
        if (oldest.isEmpty()) {
            return;
        }
        long cut = Math.max(BEGIN.most(), times(old.and(this::isLost)).max().orElseThrow());
        long last = times(old.and(write -> write.at() <= cut)).max().orElseThrow();
        OptionalLong before =
                times(old.and(write -> isThere(write) && write.at() < oldest.getAsLong())).max();
        Bounds expected =
                before.isPresent()
                        ? new Bounds(last - oldest.getAsLong(), cut - before.getAsLong())
                        : Bounds.from(last - oldest.getAsLong());
        assertEquals(
                expected.measured(),
                RecoveryPoint.of(ledger, facts, BEGIN).known().orElseThrow().measured(),
                seed);
    }

    private boolean isHole(Write lost) {
        return isLost(lost)
                && history.writes.stream()
                        .anyMatch(later ->
                                later.isAcknowledged()
                                        && isThere(later)
                                        && later.at() <= BEGIN.most()
                                        && later.region().equals(lost.region())
                                        && later.sent() > lost.at());
    }

    private boolean isSplitBrain(Write write) {
        Predicate<Write> byOther =
                other ->
                        other.isAcknowledged()
                                && other.region().equals(Story.PASSIVE)
                                && other.at() >= BEGIN.least();
        return write.isAcknowledged()
                && write.region().equals(Story.ACTIVE)
                && history.writes.stream()
                        .anyMatch(other -> byOther.test(other) && other.at() < write.sent())
                && (write.at() < History.MENDED
                        || history.writes.stream()
                                .anyMatch(
                                        other -> byOther.test(other) && other.sent() > write.at()));
    }

    private boolean isLost(Write write) {
        return write.isAcknowledged() && !isThere(write);
    }

    private boolean isUnsure(Write write) {
        return write.outcome() == Outcome.INDETERMINATE;
    }

    private boolean isThere(Write write) {
        return there.contains(write.id());
    }

    private LongStream times(Predicate<Write> which) {
        return history.writes.stream().filter(which).mapToLong(Write::at);
    }

    private Set<Long> ids(Predicate<Write> which) {
        return history.writes.stream()
                .filter(which)
                .map(Write::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void assertSet(Set<Long> expected, WriteSet told, String seed) {
        assertEquals(new WriteSet(expected.size(), History.text(expected)), told, seed);
    }
}
