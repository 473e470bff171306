package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.verdict.Verdict.ClientsBack;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;
import io.blackstart.verdict.Verdict.Quantity;
import io.blackstart.verdict.Verdict.Requests;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/** The truth lies within the bounds, for every outage; each is made from a seed. */
class JudgePropertiesTest {
    static LongStream seeds() {
        return Seeds.of(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTruthLiesWithinTheBounds(long seed) {
        Outage truth = Outage.healthy(seed);

        Verdict verdict = judge(truth);

        // the widths: probes each 50 ms and 200 requests a second; polls of the checkers each 0.5
        // s;
        // a client asks three times a second, by chance now and then seconds apart
        assertWithin(truth.began(), milestone(verdict, MilestoneName.FAULT_BEGAN, ""), 0.1);
        assertWithin(truth.detected(), milestone(verdict, MilestoneName.DETECTED, ""), 1.2);
        assertWithin(
                truth.flipped(),
                milestone(verdict, MilestoneName.DNS_FLIPPED, "authoritative"),
                0.06);
        assertWithin(truth.promoted(), milestone(verdict, MilestoneName.WRITER_PROMOTED, ""), 0.06);
        assertWithin(truth.mended(), milestone(verdict, MilestoneName.FAULT_MENDED, ""), 0.06);
        assertWithin(truth.recovered() - truth.began(), budget(verdict, "recoveryTime"), 4);
        assertWithin(truth.detected() - truth.began(), budget(verdict, "detection"), 1.3);
        assertWithin(truth.lag(), budget(verdict, "recoveryPoint"), 0.5);
        for (ClientsBack back : verdict.clientsBack()) {
            assertWithin(
                    truth.clientsBack(back.share()) - truth.began(),
                    new Seen(back.least(), back.most()),
                    4);
        }
        assertPartition(verdict.requests());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void strayErrorsBeginNoFault(long seed) {
        Outage truth = Outage.healthy(seed).withNoise(0.02);

        Verdict verdict = judge(truth);

        assertWithin(truth.began(), milestone(verdict, MilestoneName.FAULT_BEGAN, ""), 0.1);
    }

    private static Verdict judge(Outage truth) {
        return Judge.judge(Story.unhashed(Story.of(truth)), Experiments.with(Experiments.EACH));
    }

    private static void assertPartition(Requests requests) {
        assertEquals(
                requests.due(),
                requests.succeeded()
                        + requests.failed()
                        + requests.indeterminate()
                        + requests.notSent());
        assertEquals(requests.dropped(), requests.failed() + requests.indeterminate());
        assertEquals(
                requests.dropped(),
                requests.classes().values().stream().mapToLong(count -> count).sum());
    }

    /** An interval of the verdict. */
    private record Seen(Duration least, Optional<Duration> most) {}

    private static Seen milestone(Verdict verdict, MilestoneName name, String vantage) {
        Milestone found =
                verdict.milestones().stream()
                        .filter(milestone -> milestone.name() == name)
                        .filter(milestone -> milestone.vantage().equals(vantage))
                        .findFirst()
                        .orElseThrow();
        return new Seen(found.least(), found.most());
    }

    private static Seen budget(Verdict verdict, String name) {
        Measured measured =
                verdict.budgets().stream()
                        .filter(budget -> budget.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .measured();
        return switch (measured) {
            case Measured.Between(Quantity.Time(var least), Quantity.Time(var most)) ->
                    new Seen(least, Optional.of(most));
            case Measured.AtLeast(Quantity.Time(var least)) -> new Seen(least, Optional.empty());
            case Measured.Between _, Measured.AtLeast _, Measured.Nothing _ ->
                    throw new AssertionError(name + " is " + measured);
        };
    }

    private static void assertWithin(double truth, Seen seen, double widthMost) {
        Duration exact = Story.time(truth);
        assertTrue(seen.least().compareTo(exact) <= 0, () -> exact + " is before " + seen);
        assertTrue(
                seen.most().isPresent() && exact.compareTo(seen.most().get()) <= 0,
                () -> exact + " is after " + seen);
        Duration width = seen.most().get().minus(seen.least());
        assertTrue(width.compareTo(Story.time(widthMost)) <= 0, () -> "too wide: " + seen);
    }
}
