package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.Share;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

final class MixTest {
    private static Mix mix(double writes, double fresh) {
        return new Mix(
                new LoadProfile(
                        200,
                        new Share(writes),
                        Duration.ofSeconds(2),
                        new Share(fresh),
                        new LoadProfile.LoadDns(
                                "authoritative",
                                64,
                                LoadProfile.Behaviour.TTL,
                                LoadProfile.Family.IPV4)));
    }

    @Test
    void sharesAreMetExactly() {
        Mix mix = mix(0.25, 0.5);
        assertEquals(
                250,
                LongStream.range(0, 1000).filter(n -> mix.purpose(n) == Purpose.WRITE).count());
        for (Purpose purpose : Purpose.values()) {
            long all = LongStream.range(0, 1000).filter(n -> mix.purpose(n) == purpose).count();
            long fresh =
                    LongStream.range(0, 1000)
                            .filter(n -> mix.purpose(n) == purpose && mix.cohort(n) == Cohort.FRESH)
                            .count();
            assertEquals(all / 2, fresh, purpose + "s on fresh connections");
        }
    }

    @Test
    void noSharesAndWholeSharesAreMetToo() {
        assertTrue(LongStream.range(0, 100).allMatch(n -> mix(0, 1).purpose(n) == Purpose.READ));
        assertTrue(LongStream.range(0, 100).allMatch(n -> mix(1, 0).purpose(n) == Purpose.WRITE));
        assertTrue(LongStream.range(0, 100).allMatch(n -> mix(0.5, 1).cohort(n) == Cohort.FRESH));
    }

    @Test
    void everyCacheHasUsersOfEveryKind() {
        Mix mix = mix(0.25, 0.5);
        Map<String, Integer> seen = new HashMap<>();
        LongStream.range(0, 64 * 64)
                .forEach(n ->
                        seen.merge(
                                mix.cache(n) + " " + mix.purpose(n) + " " + mix.cohort(n),
                                1,
                                Integer::sum));
        assertEquals(64 * 4, seen.size());
    }

    @Test
    void everyRoundVisitsEveryCacheOnce() {
        Mix mix = mix(0.25, 0.5);
        for (int round = 0; round < 50; round++) {
            assertEquals(
                    64,
                    LongStream.range(round * 64L, round * 64L + 64)
                            .map(mix::cache)
                            .distinct()
                            .count());
        }
    }
}
