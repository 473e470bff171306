package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.LoadProfile.Behaviour;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.experiment.LoadProfile.LoadDns;
import io.blackstart.experiment.Share;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One healthy drill again and again on a fake clock, each time with the fault at another moment of
 * the TTL: how much of {@code dropped} is luck?
 */
final class PhaseSpreadTest {
    private static final int REPEATS = 20;
    private static final double RATE = 200;
    private static final Duration TTL = Duration.ofSeconds(6);
    private static final Duration DETECTION = Duration.ofMillis(3_300);
    private static final Duration WATCHED = Duration.ofSeconds(12);
    private static final InetAddress OLD = InetAddress.ofLiteral("127.0.10.1");
    private static final InetAddress NEW = InetAddress.ofLiteral("127.0.20.1");

    private Duration now = Duration.ZERO;

    @Test
    void manyCachesLeaveNextToNothingToLuck() {
        double spread = spread(64);
        assertTrue(spread <= 0.05, "of its mean: " + spread);
    }

    @Test
    void oneCacheLeavesMuchToIt() {
        double spread = spread(1);
        assertTrue(spread > 0.3, "of its mean: " + spread);
    }

    /** From the least to the most that was dropped, as a share of the mean. */
    private double spread(int caches) {
        SplittableRandom random = new SplittableRandom(caches);
        var dropped =
                IntStream.range(0, REPEATS)
                        .map(_ -> dropped(caches, random.nextLong(TTL.toNanos())))
                        .summaryStatistics();
        assertTrue(dropped.getMin() > RATE * DETECTION.toSeconds(), "a drill that hurts");
        return (dropped.getMax() - dropped.getMin()) / dropped.getAverage();
    }

    /** How many requests are sent to the old region after its death. */
    private int dropped(int caches, long phaseNanos) {
        LoadProfile profile =
                new LoadProfile(
                        RATE,
                        new Share(0.25),
                        Duration.ofSeconds(2),
                        new Share(1),
                        new LoadDns("authoritative", caches, Behaviour.TTL, Family.IPV4));
        Duration began = Duration.ofSeconds(10).plusNanos(phaseNanos);
        Duration flips = began.plus(DETECTION);
        DnsCache.Upstream zone =
                _ -> new DnsCache.Answer(List.of(now.compareTo(flips) < 0 ? OLD : NEW), TTL);
        List<DnsCache> users = new ArrayList<>();
        for (int i = 0; i < caches; i++) {
            users.add(
                    new DnsCache(zone, new DnsCache.Keeping.Ttl(), () -> now, (double) i / caches));
        }
        Mix mix = new Mix(profile);
        Pacer pacer = new Pacer(RATE);
        int dropped = 0;
        for (long n = 0; pacer.due(n).compareTo(began.plus(WATCHED)) < 0; n++) {
            now = pacer.due(n);
            boolean toOld = lookup(users.get(mix.cache(n))).equals(OLD);
            dropped += toOld && now.compareTo(began) >= 0 ? 1 : 0;
        }
        return dropped;
    }

    private static InetAddress lookup(DnsCache cache) {
        try {
            return cache.lookup("app.example.test").getFirst();
        } catch (UnknownHostException impossible) {
            throw new AssertionError("the zone always answers", impossible);
        }
    }
}
