package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.load.DnsCache.Keeping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

final class DnsCacheTest {
    private static final Duration TTL = Duration.ofSeconds(6);

    private Duration now = Duration.ZERO;
    private Duration ttl = TTL;
    private int asked;
    private String address = "127.0.10.1";

    private DnsCache cache(Keeping keeping, double phase) {
        return new DnsCache(
                _ -> {
                    asked++;
                    return new DnsCache.Answer(List.of(InetAddress.getByName(address)), ttl);
                },
                keeping,
                () -> now,
                phase);
    }

    @Test
    void keepsAnAnswerUntilItsPlaceOnTheGrid() throws UnknownHostException {
        DnsCache cache = cache(new Keeping.Ttl(), 0.5);
        cache.lookup("x");
        now = Duration.ofMillis(2_999);
        cache.lookup("x");
        assertEquals(1, asked);
        now = Duration.ofSeconds(3);
        cache.lookup("x");
        assertEquals(2, asked, "phase 0.5 of 6 s is at 3 s");
        now = Duration.ofMillis(8_999);
        cache.lookup("x");
        assertEquals(2, asked);
        now = Duration.ofMillis(9_500);
        cache.lookup("x");
        now = Duration.ofSeconds(15);
        cache.lookup("x");
        assertEquals(4, asked, "a late look does not move the grid");
    }

    @Test
    void seesAChangeOnlyAfterItsTurn() throws UnknownHostException {
        DnsCache cache = cache(new Keeping.Ttl(), 0);
        cache.lookup("x");
        address = "127.0.20.1";
        now = Duration.ofMillis(5_999);
        assertEquals(List.of(InetAddress.getByName("127.0.10.1")), cache.lookup("x"));
        now = Duration.ofSeconds(6);
        assertEquals(List.of(InetAddress.getByName("127.0.20.1")), cache.lookup("x"));
    }

    @Test
    void pinnedNeverAsksAgainAndNoneAlwaysDoes() throws UnknownHostException {
        DnsCache pinned = cache(new Keeping.Pinned(), 0);
        pinned.lookup("x");
        now = Duration.ofHours(9);
        pinned.lookup("x");
        assertEquals(1, asked);
        DnsCache none = cache(new Keeping.None(), 0);
        none.lookup("x");
        none.lookup("x");
        assertEquals(3, asked);
    }

    @Test
    void keepsNothingWhenTheUpstreamFails() {
        DnsCache cache =
                new DnsCache(
                        name -> {
                            asked++;
                            throw new UnknownHostException(name);
                        },
                        new Keeping.Ttl(),
                        () -> now,
                        0);
        assertThrows(UnknownHostException.class, () -> cache.lookup("x"));
        assertThrows(UnknownHostException.class, () -> cache.lookup("x"));
        assertEquals(2, asked);
    }

    @Test
    void aJvmKeepsAnAnswerItsOwnTimeWhateverTheTtl() throws UnknownHostException {
        DnsCache jvm = cache(new Keeping.Fixed(Duration.ofSeconds(30), Duration.ofSeconds(10)), 0);
        jvm.lookup("x");
        address = "127.0.20.1";
        now = Duration.ofMillis(29_999);
        assertEquals(List.of(InetAddress.getByName("127.0.10.1")), jvm.lookup("x"));
        now = Duration.ofSeconds(30);
        assertEquals(List.of(InetAddress.getByName("127.0.20.1")), jvm.lookup("x"));
        assertEquals(2, asked);
    }

    @Test
    void aJvmRemembersForTenSecondsThatThereIsNoAddress() {
        int[] tried = {0};
        DnsCache jvm =
                new DnsCache(
                        name -> {
                            tried[0]++;
                            throw new UnknownHostException(name);
                        },
                        new Keeping.Fixed(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                        () -> now,
                        0);
        assertThrows(UnknownHostException.class, () -> jvm.lookup("x"));
        now = Duration.ofMillis(9_999);
        assertThrows(UnknownHostException.class, () -> jvm.lookup("x"));
        assertEquals(1, tried[0]);
        now = Duration.ofSeconds(10);
        assertThrows(UnknownHostException.class, () -> jvm.lookup("x"));
        assertEquals(2, tried[0]);
    }

    @Test
    void whatAResolverHasLeftOfATtlEndsTheAnswerAndDoesNotMoveTheGrid()
            throws UnknownHostException {
        DnsCache cache = cache(new Keeping.Ttl(), 0.5);
        cache.lookup("x"); // the whole TTL of 6 s: the grid lies at 3 s, 9 s …
        now = Duration.ofSeconds(3);
        ttl = Duration.ofSeconds(2);
        cache.lookup("x");
        assertEquals(2, asked);
        now = Duration.ofMillis(4_999);
        cache.lookup("x");
        assertEquals(2, asked);
        now = Duration.ofSeconds(5);
        ttl = TTL;
        cache.lookup("x");
        assertEquals(3, asked, "the resolver's answer has ended");
        now = Duration.ofMillis(8_999);
        cache.lookup("x");
        assertEquals(3, asked);
        now = Duration.ofSeconds(9);
        cache.lookup("x");
        assertEquals(4, asked, "the grid is where it was");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverKeepsLongerThanTheTtl(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Duration at = Duration.ofNanos(random.nextLong(10_000_000_000_000L));
        Duration ttl = Duration.ofNanos(1 + random.nextLong(300_000_000_000L));
        Duration next = DnsCache.nextOnGrid(at, ttl, random.nextDouble());
        assertTrue(next.compareTo(at) > 0);
        assertTrue(next.minus(at).compareTo(ttl) <= 0);
    }
}
