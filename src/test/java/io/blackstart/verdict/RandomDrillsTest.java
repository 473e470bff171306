package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Share;
import io.blackstart.verdict.Verdict.ClientsBack;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Drills of any shape, most of which do not go well: short faults, late or missing promotions, DNS
 * that never flips, users who fail without any fault, a kill in the middle. Whatever the verdict
 * says of them, the truth lies within.
 */
class RandomDrillsTest {
    /** good.hold, the clients' rarest turn, and the time-out of what waited. */
    private static final double SURELY_HELD = 5 + 4 + 2;

    private static final double FAULT_SURELY_SEEN = 3;

    static LongStream seeds() {
        return Seeds.of(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBeginHoldsTheMomentOfTheCut(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Outage truth = any(seed, random).withNoise(random.nextDouble(0.03));
        double killed = truth.began() - 1 + random.nextDouble(truth.end() - truth.began());

        List<Event> events = Story.of(truth, rate(random));
        Optional<Milestone> whole = begin(judge(events));
        Optional<Milestone> torn = begin(judge(Edits.killedAt(events, killed)));

        assertTrue(whole.isPresent(), "a fault of seconds is seen");
        whole.ifPresent(begin -> holds(truth.began(), begin.least(), begin.most()));
        torn.ifPresent(begin -> holds(truth.began(), begin.least(), begin.most()));
        assertTrue(torn.isPresent() || killed < truth.began() + FAULT_SURELY_SEEN);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRecoveryHoldsTheMomentAtWhichTheLastUserWasServedAgain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Outage truth = any(seed, random);

        Verdict verdict = judge(Story.of(truth, rate(random)));

        // what only the mend brings back is no recovery
        Milestone all = recovered(verdict);
        assertEquals(
                List.of(0.5, 0.9, 0.95, 0.99, 1.0),
                verdict.clientsBack().stream().map(ClientsBack::share).toList());
        holdsOrIsOpen(truth, truth.recovered(), all.least(), all.most());
        for (ClientsBack back : verdict.clientsBack()) {
            Duration began = Story.time(truth.began());
            holdsOrIsOpen(
                    truth,
                    truth.clientsBack(back.share()),
                    back.least().plus(began),
                    back.most().map(most -> most.plus(began)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aKilledRunClaimsNoRecoveryThatItDidNotSee(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Outage truth = any(seed, random);
        double killed = truth.began() + random.nextDouble(truth.end() - truth.began());

        Verdict verdict = judge(Edits.killedAt(Story.of(truth, rate(random)), killed));

        for (Milestone milestone : verdict.milestones()) {
            if (milestone.name() == MilestoneName.RECOVERED && milestone.cohort().isEmpty()) {
                holdsOrIsOpen(truth, truth.recovered(), milestone.least(), milestone.most());
                // not what it could not have seen held: good.hold is 5 s
                assertTrue(milestone.most().isEmpty() || truth.recovered() + 5 < killed + 0.5);
            }
        }
    }

    /** The flip comes under the fault: what a mend does to detection is another story. */
    private static Outage any(long seed, SplittableRandom random) {
        double began = 6 + random.nextDouble(6);
        Outage shape =
                new Outage(
                        seed,
                        began,
                        Outage.NEVER,
                        Outage.NEVER,
                        random.nextInt(8) == 0 ? Outage.NEVER : began + random.nextDouble(12),
                        random.nextInt(6) != 0,
                        1 + random.nextInt(8),
                        random.nextDouble(0.5),
                        0);
        double seen = shape.flips() ? shape.flipped() : shape.detected();
        double mended = seen + 0.5 + random.nextDouble(25);
        return shape.withMended(mended).withEnd(mended + 1 + random.nextDouble(10));
    }

    private static double rate(SplittableRandom random) {
        return 150 + random.nextInt(100);
    }

    private static Verdict judge(List<Event> events) {
        return Judge.judge(
                Story.unhashed(events),
                Experiments.with(new Budget.RecoveryTime(Duration.ofSeconds(10), Share.ALL)));
    }

    private static Optional<Milestone> begin(Verdict verdict) {
        return verdict.milestones().stream()
                .filter(milestone -> milestone.name() == MilestoneName.FAULT_BEGAN)
                .findFirst();
    }

    private static Milestone recovered(Verdict verdict) {
        return verdict.milestones().stream()
                .filter(milestone -> milestone.name() == MilestoneName.RECOVERED)
                .filter(milestone -> milestone.cohort().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static void holdsOrIsOpen(
            Outage truth, double back, Duration least, Optional<Duration> most) {
        holds(back, least, most);
        assertTrue(least.compareTo(Story.time(truth.mended())) <= 0, "out beyond the mend");
        assertTrue(most.isEmpty() || back < truth.mended(), "recovered by the mend");
        assertFalse(
                most.isEmpty()
                        && back + SURELY_HELD < truth.mended()
                        && truth.mended() + SURELY_HELD < truth.end(),
                "recovered in time, and open");
    }

    private static void holds(double truth, Duration least, Optional<Duration> most) {
        Duration exact = Story.time(truth);
        assertTrue(least.compareTo(exact) <= 0, () -> exact + " is before " + least);
        assertTrue(
                most.isEmpty() || exact.compareTo(most.get()) <= 0,
                () -> exact + " is after " + most);
    }
}
