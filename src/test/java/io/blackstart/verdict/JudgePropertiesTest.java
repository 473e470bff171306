package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.verdict.Verdict.ClientsBack;
import io.blackstart.verdict.Verdict.MilestoneName;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.LongStream;

/** What holds for every outage, each made from a seed. */
class JudgePropertiesTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTruthLiesWithinTheBounds(long seed) {
        Outage truth = Outage.healthy(seed);

        Verdict verdict = judge(Story.of(truth));

        assertWithin(truth.began(), milestone(verdict, MilestoneName.FAULT_BEGAN, ""), 0.1);
        assertWithin(truth.detected(), milestone(verdict, MilestoneName.DETECTED, ""), 0.8);
        assertWithin(
                truth.flipped(),
                milestone(verdict, MilestoneName.DNS_FLIPPED, "authoritative"),
                0.06);
        assertWithin(truth.promoted(), milestone(verdict, MilestoneName.WRITER_PROMOTED, ""), 0.06);
        assertWithin(truth.mended(), milestone(verdict, MilestoneName.FAULT_MENDED, ""), 0.06);
        assertWithin(truth.recovered() - truth.began(), budget(verdict, "recoveryTime"), 3);
        assertWithin(truth.detected() - truth.began(), budget(verdict, "detection"), 1);
        assertWithin(truth.lag(), budget(verdict, "recoveryPoint"), 0.5);
        for (ClientsBack back : verdict.clientsBack()) {
            double time = truth.clientsBack(back.share()) - truth.began();
            assertTrue(back.leastTimeSeconds() <= time, back::toString);
        }
    }
}
