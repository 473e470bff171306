package io.blackstart.sandbox.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at the standbys once a second, so that their lag can be told at any time. */
final class LagWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LagWatch.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration STALE = Duration.ofSeconds(5);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    private final PostgresPair pair;
    private final Followers followers;
    private final Thread thread;
    private final Map<String, Seen> seen = new HashMap<>(); // guarded by this

    private LagWatch(PostgresPair pair, Followers followers) {
        this.pair = pair;
        this.followers = followers;
        this.thread = Thread.ofVirtual().name("lag watch").unstarted(this::run);
    }

    /** Tells which regions' databases are standbys now. */
    interface Followers {
        List<String> now();
    }

    private record Seen(LagMeter meter, long nanos) {}

    /** Watches from now on. */
    static LagWatch start(PostgresPair pair, Followers followers) {
        LagWatch watch = new LagWatch(pair, followers);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (true) {
                List<String> following = followers.now();
                synchronized (this) {
                    seen.keySet().retainAll(following);
                }
                following.forEach(this::look);
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException closing) {
            LOG.log(System.Logger.Level.DEBUG, "the lag is not watched any more", closing);
        }
    }

    private void look(String region) {
        boolean isSecond = pair.second().region().equals(region);
        RegionalDatabase standby = isSecond ? pair.second() : pair.first();
        RegionalDatabase primary = isSecond ? pair.first() : pair.second();
        try {
            long now = System.nanoTime();
            Lsn written = primary.written();
            Lsn shown = standby.shown();
            synchronized (this) {
                Seen before = seen.get(region);
                LagMeter meter = before == null ? new LagMeter() : before.meter();
                meter.written(now, written);
                meter.shown(shown);
                seen.put(region, new Seen(meter, now));
            }
        } catch (SQLException | IllegalArgumentException silent) {
            LOG.log(System.Logger.Level.DEBUG, "no lag is known of " + region, silent);
        }
    }

    synchronized Map<String, Duration> now() {
        long now = System.nanoTime();
        Map<String, Duration> lag = new HashMap<>();
        seen.forEach((region, last) -> {
            if (now - last.nanos() < STALE.toNanos()) {
                lag.put(region, last.meter().lag(now));
            }
        });
        return lag;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MAX);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
