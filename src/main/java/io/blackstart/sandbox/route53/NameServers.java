package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.CloudTimer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The four name servers of all zones; news of health reaches each at its own time. */
final class NameServers {
    /** How a zone's NS records name them; in the sandbox none of these names resolves. */
    static final List<String> NAMES =
            List.of(
                    "ns-2048.awsdns-64.com",
                    "ns-2049.awsdns-65.net",
                    "ns-2050.awsdns-66.org",
                    "ns-2051.awsdns-67.co.uk");

    /**
     * How much later than the first one a server can hear of something, on the cloud's clock. AWS
     * does not say that its servers differ; they stand in different places, so they must.
     */
    static final Duration SPREAD_MAX = Duration.ofMillis(200);

    private static final long SPREAD_SEED = 53;

    /** A server, and how long news of health takes to it on the cloud's clock. */
    private record Lagging(NameServer server, Duration delay) {}

    private final CloudTimer timer;
    private final List<Lagging> servers;

    /** Servers that know nothing yet. */
    NameServers(CloudTimer timer, Duration propagation, Truth truth) {
        this.timer = timer;
        Random random = new Random(SPREAD_SEED);
        List<Lagging> made = new ArrayList<>();
        for (String name : NAMES) {
            // one lag for good: what happened later is heard later
            Duration lag = Duration.ofMillis(random.nextLong(SPREAD_MAX.toMillis() + 1));
            made.add(new Lagging(new NameServer(name, truth), propagation.plus(lag)));
        }
        servers = List.copyOf(made);
    }

    /** All of them, in the order of their names. */
    List<NameServer> all() {
        return servers.stream().map(Lagging::server).toList();
    }

    /** How long news of health takes to each of them, in the same order, on the cloud's clock. */
    List<Duration> delays() {
        return servers.stream().map(Lagging::delay).toList();
    }

    /** Tells all of them at once. */
    void tell(Consumer<NameServer> news) {
        servers.forEach(one -> news.accept(one.server));
    }

    /** Tells each of them when the news has come so far. */
    void propagate(Consumer<NameServer> news) {
        for (Lagging one : servers) {
            timer.after(one.delay, () -> news.accept(one.server));
        }
    }
}
