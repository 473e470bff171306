package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** A stranger's resolver behind caches that ask without restraint. */
final class PoliteUpstreamTest {
    private static final Duration EVERY = Duration.ofMillis(500);

    private Duration now = Duration.ZERO;
    private int asked;
    private boolean dead;

    private final PoliteUpstream polite =
            new PoliteUpstream(
                    name -> {
                        asked++;
                        if (dead) {
                            throw new UnknownHostException(name);
                        }
                        return new DnsCache.Answer(
                                List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(60));
                    },
                    EVERY,
                    () -> now);

    @Test
    void isAskedTwiceASecondHoweverManyWantToKnow() throws UnknownHostException {
        for (int i = 0; i < 2_000; i++) {
            now = Duration.ofMillis(i * 5L);
            polite.ask("x");
        }
        assertEquals(20, asked, "in ten seconds");
    }

    @Test
    void anAnswerThatServesOthersHasAged() throws UnknownHostException {
        polite.ask("x");
        now = Duration.ofMillis(400);
        assertEquals(Duration.ofMillis(59_600), polite.ask("x").ttl());
    }

    @Test
    void aDeadResolverIsAskedNoMoreOften() {
        dead = true;
        for (int i = 0; i < 100; i++) {
            now = Duration.ofMillis(i * 10L);
            assertThrows(UnknownHostException.class, () -> polite.ask("x"));
        }
        assertEquals(2, asked, "in one second");
    }
}
