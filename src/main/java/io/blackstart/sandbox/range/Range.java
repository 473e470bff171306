package io.blackstart.sandbox.range;

import io.blackstart.sandbox.dns.AuthoritativeAnswers;
import io.blackstart.sandbox.dns.DnsServers;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.network.Passage;
import io.blackstart.sandbox.truth.TruthFile;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A range: two posts behind one name, of which the first serves and takes the writes, and troubles
 * on demand. Closing it writes the truth: when each trouble began and ended, what each post
 * committed, and what was kept.
 */
public final class Range implements AutoCloseable {
    /** Real regions' names, because an environment wants such. */
    public static final String HOME = "eu-north-1";

    /** The region that takes over. */
    public static final String AWAY = "eu-south-1";

    static final int FLAP_MILLIS = 500;

    private static final String NAME = "app.range.test";
    private static final String HOME_ADDRESS = "127.0.30.1";
    private static final String AWAY_ADDRESS = "127.0.40.1";
    private static final String NAME_SERVER = "127.0.53.20";
    private static final Duration UNTIL_PROMOTED = Duration.ofSeconds(1);
    private static final int RECENT = 200;
    private static final int SCATTERED = 20;
    private static final int TAIL = 30;

    private final TruthRecorder truth;
    private final Path truthFile;
    private final Network network;
    private final Post home;
    private final Post away;
    private final List<Link> links;
    private final DnsServers names;
    private final Zone zone;
    private final SplittableRandom random;

    private Range(TruthRecorder truth, Path truthFile, double errors, long seed)
            throws IOException {
        this.truth = truth;
        this.truthFile = truthFile;
        this.random = new SplittableRandom(seed);
        home = new Post(HOME, errors, random.nextLong(), truth);
        away = new Post(AWAY, errors, random.nextLong(), truth);
        home.writes(true);
        network = Network.start();
        links =
                FreePorts.first(port ->
                        network.open(
                                List.of(
                                        way(HOME_ADDRESS, port, home),
                                        way(AWAY_ADDRESS, port, away))));
        zone = new Zone(NAME, InetAddress.ofLiteral(HOME_ADDRESS));
        names = DnsServers.bind(List.of(NAME_SERVER));
        names.servers().getFirst().serve(new AuthoritativeAnswers(zone), Runnable::run);
    }

    private static Network.Route way(String address, int port, Post post) {
        return Network.Route.straight(
                new InetSocketAddress(InetAddress.ofLiteral(address), port),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), post.port()));
    }

    /**
     * Opens a range on free ports of loopback.
     *
     * @param errors the share of requests that fail for no reason, 0 to 1
     * @param seed of every choice that the range makes
     * @param truth the file that {@link #close} writes
     */
    public static Range open(double errors, long seed, Path truth) throws IOException {
        return new Range(new TruthRecorder(1, List.of(HOME, AWAY)), truth, errors, seed);
    }

    /** Its environment file, as JSON. */
    public String environment() {
        int port = links.getFirst().address().getPort();
        int dns = names.servers().getFirst().address().getPort();
        return """
        {"apiVersion": "blackstart/v1", "regions": ["%1$s", "%2$s"],
         "accounts": {"fault": {"endpoint": "http://127.0.0.1:9"}, "dns": {"endpoint": "http://127.0.0.1:9"}},
         "dns": {"name": "%3$s", "vantagePoints": {"authoritative": ["%4$s:%5$d"]}},
         "service": {
           "url": "http://%3$s:%6$d",
           "servedBy": {"header": "X-Region"},
           "health": "GET /healthz",
           "writer": {"request": "GET /healthz", "header": "X-Writer"},
           "read": "GET /orders/${id}",
           "write": {"request": "PUT /orders/${id}", "body": "{\\"n\\": ${n}}",
                     "notWritten": {"status": [503], "header": "X-Not-Written"}},
           "survivors": {"request": "GET /orders?prefix=${run}&after=${cursor}&limit=1000",
                         "ids": "$.ids[*]", "next": "$.next"},
           "endpoints": {"%1$s": "http://%7$s:%6$d", "%2$s": "http://%8$s:%6$d"}}}
        """
                .formatted(HOME, AWAY, NAME, NAME_SERVER, dns, port, HOME_ADDRESS, AWAY_ADDRESS);
    }

    /**
     * Gives the serving post that trouble for so long, and returns when it is over. The truth tells
     * each beginning and end as the two instants between which it lies.
     */
    public void outage(Trouble trouble, Duration lasts) throws IOException, InterruptedException {
        if (trouble != Trouble.FLAPPING) {
            dark(trouble, lasts);
            return;
        }
        Duration flap = Duration.ofMillis(FLAP_MILLIS);
        for (Duration gone = Duration.ZERO;
                gone.compareTo(lasts) < 0;
                gone = gone.plus(flap.multipliedBy(2))) {
            dark(Trouble.BLACKHOLE, flap);
            Thread.sleep(flap);
        }
    }

    private void dark(Trouble trouble, Duration lasts) throws IOException, InterruptedException {
        takeDown("outageBegan", trouble, System.nanoTime(), begin(trouble));
        try {
            Thread.sleep(lasts);
        } finally {
            long asked = System.nanoTime();
            takeDown("outageEnded", trouble, asked, end(trouble));
        }
    }

    private void takeDown(String what, Trouble trouble, long from, long by) {
        truth.event(from, what, HOME, Map.of("shape", trouble.text(), "by", by));
    }

    private long begin(Trouble trouble) throws IOException {
        Link way = links.getFirst();
        return switch (trouble) {
            case BLACKHOLE, FLAPPING -> {
                network.cut(List.of(way));
                yield System.nanoTime();
            }
            case REFUSE -> network.pass(way, Passage.REFUSED);
            case RESET -> network.pass(way, Passage.RESET);
            case SILENT -> network.pass(way, Passage.MUTE);
            case HALF_OPEN -> network.pass(way, Passage.ONE_WAY);
            case SLOW -> {
                home.slow(true);
                yield System.nanoTime();
            }
            case ONE_ZONE -> {
                home.oneHangs(true);
                yield System.nanoTime();
            }
        };
    }

    private long end(Trouble trouble) throws IOException {
        Link way = links.getFirst();
        return switch (trouble) {
            case BLACKHOLE, FLAPPING -> {
                network.mend(List.of(way));
                yield System.nanoTime();
            }
            case REFUSE, RESET, SILENT, HALF_OPEN -> network.pass(way, Passage.OPEN);
            case SLOW -> {
                home.slow(false);
                yield System.nanoTime();
            }
            case ONE_ZONE -> {
                home.oneHangs(false);
                yield System.nanoTime();
            }
        };
    }

    /**
     * Lets the other post take over, with that loss: the first one goes dark (but for a split
     * brain), a second later the other has what it is to have and takes the writes, and at once DNS
     * leads there. Returns after {@code lasts}, when the first one is back and takes no writes any
     * more.
     */
    public void failOver(Loss loss, Duration lasts) throws IOException, InterruptedException {
        boolean cut = loss != Loss.SPLIT_BRAIN;
        if (cut) {
            takeDown("outageBegan", Trouble.BLACKHOLE, System.nanoTime(), begin(Trouble.BLACKHOLE));
        }
        Thread.sleep(UNTIL_PROMOTED);
        away.restore(survivors(loss));
        away.writes(true);
        truth.event(System.nanoTime(), "promoted", AWAY, Map.of());
        long asked = System.nanoTime();
        zone.pointTo(InetAddress.ofLiteral(AWAY_ADDRESS));
        truth.event(
                asked,
                "answerChanged",
                AWAY,
                Map.of("nameServer", NAME_SERVER, "by", System.nanoTime()));
        Thread.sleep(lasts);
        home.writes(false);
        if (cut) {
            long ending = System.nanoTime();
            takeDown("outageEnded", Trouble.BLACKHOLE, ending, end(Trouble.BLACKHOLE));
        }
    }

    private Map<String, String> survivors(Loss loss) {
        Map<String, String> copy = new HashMap<>(home.copy());
        List<String> newest = home.newest(RECENT);
        List<String> lost =
                switch (loss) {
                    case NONE, SPLIT_BRAIN -> List.of();
                    case ONE -> List.of(newest.get(random.nextInt(newest.size())));
                    case TAIL -> newest.subList(Math.max(0, newest.size() - TAIL), newest.size());
                    case SCATTERED -> {
                        List<String> some = new ArrayList<>();
                        for (int i = 0; i < SCATTERED; i++) {
                            some.add(newest.get(random.nextInt(newest.size())));
                        }
                        yield some;
                    }
                };
        lost.forEach(copy::remove);
        return copy;
    }

    /** Ends everything and writes the truth. */
    @Override
    public void close() throws IOException {
        truth.holds(HOME, home.ids());
        truth.holds(AWAY, away.ids());
        truth.kept(away.isWriter() ? AWAY : HOME, away.isWriter() ? away.ids() : home.ids());
        names.close();
        network.close();
        home.close();
        away.close();
        TruthFile.write(truthFile, truth.account());
    }
}
