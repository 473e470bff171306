package io.blackstart.sandbox.dns;

import static io.blackstart.sandbox.dns.DnsExchangeTest.name;
import static io.blackstart.sandbox.dns.DnsExchangeTest.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.sandbox.dns.AnswerCache.Question;
import io.blackstart.sandbox.dns.AnswerCache.Told;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class AnswerCacheTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Question APP = new Question(name("app.example.test."), Type.A);
    private static final Told ANSWER = told(60);
    private static final Told NOTHING =
            new Told(
                    Rcode.NXDOMAIN,
                    List.of(),
                    List.of(record("example.test. 90 IN SOA a.test. b.test. 1 2 3 4 20")));

    /** Any reading of the clock, also one below 0. */
    private long now = -7 * SECOND;

    @Test
    void anHonestOneCountsTheTtlDownToItsEnd() {
        AnswerCache cache = new AnswerCache(new CacheRule.Honest());
        cache.keep(APP, ANSWER, now);
        assertEquals("60", ttl(cache.find(APP, now)));
        assertEquals("59", ttl(cache.find(APP, now + 1)));
        assertEquals("0", ttl(cache.find(APP, now + 60 * SECOND - 1)));
        assertEquals("none", ttl(cache.find(APP, now + 60 * SECOND)));
    }

    @Test
    void namesAreEqualWhateverTheirCase() {
        AnswerCache cache = new AnswerCache(new CacheRule.Honest());
        cache.keep(APP, ANSWER, now);
        assertEquals("60", ttl(cache.find(new Question(name("ApP.example.TEST."), Type.A), now)));
        assertEquals(
                "none", ttl(cache.find(new Question(name("app.example.test."), Type.AAAA), now)));
    }

    @Test
    void thatThereIsNothingIsKeptForAsLongAsTheSoaSays() {
        AnswerCache cache = new AnswerCache(new CacheRule.Honest());
        cache.keep(APP, NOTHING, now);
        assertEquals(Rcode.NXDOMAIN, cache.find(APP, now + 20 * SECOND - 1).orElseThrow().rcode());
        assertEquals(Optional.empty(), cache.find(APP, now + 20 * SECOND));
    }

    @Test
    void whatHasNoTtlIsNotKept() {
        AnswerCache cache = new AnswerCache(new CacheRule.Honest());
        cache.keep(APP, told(60), now);
        cache.keep(APP, told(0), now);
        assertEquals(Optional.empty(), cache.find(APP, now));
    }

    @Test
    void aClampingOneStretchesShortTtlsOnly() {
        AnswerCache cache = new AnswerCache(new CacheRule.Clamping(300));
        assertEquals("300", ttl(Optional.of(cache.clamped(ANSWER))));
        cache.keep(APP, ANSWER, now);
        assertEquals("200", ttl(cache.find(APP, now + 100 * SECOND)));
        assertEquals("none", ttl(cache.find(APP, now + 300 * SECOND)));
        cache.keep(APP, told(900), now);
        assertEquals("400", ttl(cache.find(APP, now + 500 * SECOND)));
        cache.keep(APP, NOTHING, now);
        assertEquals("none", ttl(cache.find(APP, now + 20 * SECOND)));
    }

    @Test
    void aStaleOneGoesOnWhileNobodyAnswers() {
        AnswerCache cache =
                new AnswerCache(
                        new CacheRule.Stale(Duration.ofHours(1), 30, Duration.ofSeconds(30)));
        assertEquals(Optional.empty(), cache.failed(APP, now), "it never knew");
        cache.keep(APP, ANSWER, now);
        long over = now + 60 * SECOND;
        assertEquals("none", ttl(cache.find(APP, over)), "first the name servers are asked");
        assertEquals("30", ttl(cache.failed(APP, over)));
        assertEquals("30", ttl(cache.find(APP, over + 30 * SECOND - 1)), "they rest");
        assertEquals("none", ttl(cache.find(APP, over + 30 * SECOND)), "they are asked again");
        assertEquals("30", ttl(cache.failed(APP, over + Duration.ofHours(1).toNanos() - 1)));
        assertEquals("none", ttl(cache.failed(APP, over + Duration.ofHours(1).toNanos())));
        cache.keep(APP, told(7), over);
        assertEquals("6", ttl(cache.find(APP, over + SECOND)), "what is fresh is told again");
    }

    @Test
    void noOtherOneAnswersWhatIsOver() {
        for (CacheRule rule : List.of(new CacheRule.Honest(), new CacheRule.Clamping(60))) {
            AnswerCache cache = new AnswerCache(rule);
            cache.keep(APP, ANSWER, now);
            assertEquals(Optional.empty(), cache.failed(APP, now + 60 * SECOND));
        }
    }

    @Test
    void aPinnedOneNeverForgetsAnAnswer() {
        AnswerCache cache = new AnswerCache(new CacheRule.Pinned(10));
        cache.keep(APP, ANSWER, now);
        assertEquals("60", ttl(cache.find(APP, now + Duration.ofDays(365).toNanos())));
        Question other = new Question(name("other.example.test."), Type.A);
        cache.keep(other, NOTHING, now);
        assertEquals(Optional.empty(), cache.find(other, now + 10 * SECOND));
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        AnswerCache cache = new AnswerCache(new CacheRule.Honest());
        for (int i = 0; i <= AnswerCache.ENTRIES_MAX; i++) {
            cache.keep(new Question(name("n" + i + ".test."), Type.A), ANSWER, now);
        }
        assertEquals("none", ttl(cache.find(new Question(name("n0.test."), Type.A), now)));
        assertEquals("60", ttl(cache.find(new Question(name("n1.test."), Type.A), now)));
    }

    private static String ttl(Optional<Told> told) {
        return told.map(known -> Long.toString(known.ttlSeconds())).orElse("none");
    }

    private static Told told(long ttl) {
        return new Told(
                Rcode.NOERROR,
                List.of(record("app.example.test. " + ttl + " IN A 192.0.2.1")),
                List.of());
    }
}
