package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.PhaseBegan;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Name servers that flip and return when they like, some never, asked at any pace through a network
 * that delays, overtakes and loses: the truth lies within the bounds, however much is lost.
 */
class DnsFlipPropertiesTest {
    private static final String VANTAGE = "authoritative";
    private static final double BASELINE = 1;
    private static final double BEGAN = 6;
    private static final double MENDED = 30;
    private static final double END = 45;
    private static final double DELAY_MOST = 0.06;

    /** One server's own truth; {@link Outage#NEVER} for what it does not do. */
    private record Server(String name, double flips, double returns) {
        boolean isNew(double time) {
            return time >= flips && time < returns;
        }
    }

    /** Some servers, how often they are asked, and which part of the answers never arrives. */
    private record Watch(List<Server> servers, double every, double lost) {
        double flipped() {
            return servers.stream().mapToDouble(Server::flips).max().orElseThrow();
        }

        double first() {
            return servers.stream().mapToDouble(Server::flips).min().orElseThrow();
        }

        double returned() {
            return servers.stream().mapToDouble(Server::returns).max().orElseThrow();
        }
    }

    static LongStream seeds() {
        return Seeds.of(500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTruthLiesWithinTheBoundsWhateverIsLost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Watch watch = watch(random, random.nextDouble(0.9));
        Facts facts = facts(watch, random);
        Regions regions = new Regions(facts);

        DnsFlip.of(facts, regions, begin(), VANTAGE)
                .known()
                .ifPresent(flip -> {
                    holds(watch.flipped(), flip);
                    DnsFlip.back(facts, regions, flip, VANTAGE)
                            .known()
                            .ifPresent(back -> holds(watch.returned(), back));
                });
        DnsFlip.first(facts, regions, begin(), VANTAGE)
                .known()
                .ifPresent(first -> holds(watch.first(), first));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereNothingIsLostTheBoundsAreOneTurnWide(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Watch watch = watch(random, 0);
        Facts facts = facts(watch, random);
        Regions regions = new Regions(facts);

        Bounds flip = known(DnsFlip.of(facts, regions, begin(), VANTAGE));
        Bounds first = known(DnsFlip.first(facts, regions, begin(), VANTAGE));

        isNarrow(watch, watch.flipped(), flip);
        isNarrow(watch, watch.first(), first);
        boolean returns = watch.flipped() < Outage.NEVER && watch.returned() < Outage.NEVER;
        Found<Bounds> back = DnsFlip.back(facts, regions, flip, VANTAGE);
        assertEquals(returns, back.known().isPresent(), back::toString);
        back.known().ifPresent(bounds -> isNarrow(watch, watch.returned(), bounds));
    }

    private static Watch watch(SplittableRandom random, double lost) {
        List<Server> servers =
                Stream.of("127.0.53.1:53", "127.0.53.2:53", "127.0.53.3:53", "127.0.53.4:53")
                        .limit(1 + random.nextInt(4))
                        .map(name -> server(name, random))
                        .toList();
        return new Watch(servers, 0.02 + random.nextDouble(0.2), lost);
    }

    private static Server server(String name, SplittableRandom random) {
        double flips =
                random.nextInt(8) == 0
                        ? Outage.NEVER
                        : BEGAN + 0.3 + random.nextDouble(MENDED - BEGAN - 2);
        double returns =
                random.nextInt(8) == 0 ? Outage.NEVER : MENDED + 0.2 + random.nextDouble(10);
        return new Server(name, flips, returns);
    }

    private static Facts facts(Watch watch, SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        events.add(new PhaseBegan(Story.time(0), Phase.PREFLIGHT));
        events.add(new Event.RolesFound(Story.time(0.5), Story.ACTIVE, Story.PASSIVE));
        events.add(new PhaseBegan(Story.time(BASELINE), Phase.BASELINE));
        events.add(new PhaseBegan(Story.time(BEGAN - 0.02), Phase.FAULT));
        events.add(new Event.FaultIntended(Story.time(BEGAN - 0.01), "FIS experiment"));
        events.add(new Event.MendAsked(Story.time(MENDED), "the fault has lasted long enough"));
        events.add(new Event.FaultMended(Story.time(MENDED + 0.1), "stopped"));
        for (Server server : watch.servers()) {
            for (double asked = BASELINE; asked < END; asked += watch.every()) {
                events.add(answer(server, asked, watch.lost(), random));
            }
        }
        events.sort(Comparator.comparing(Event::at));
        return Facts.of(Story.unhashed(events));
    }

    /** A server answers at any moment between the question and the arrival of its answer. */
    private static DnsAnswered answer(
            Server server, double asked, double lost, SplittableRandom random) {
        // none is lost before the fault: there the addresses' regions are learned
        boolean arrives = asked < BEGAN - 0.1 || random.nextDouble() >= lost;
        double delay = 0.000_2 + random.nextDouble(DELAY_MOST);
        boolean isNew = server.isNew(asked + random.nextDouble(delay));
        return new DnsAnswered(
                Story.time(asked + (arrives ? delay : 0.5)),
                Story.time(asked),
                VANTAGE,
                server.name(),
                arrives ? "NOERROR" : "TIMEOUT",
                arrives ? List.of(isNew ? Story.PASSIVE_ADDRESS : Story.ACTIVE_ADDRESS) : List.of(),
                2);
    }

    private static Bounds begin() {
        return new Bounds(nanos(BEGAN - 0.005), nanos(BEGAN));
    }

    private static void holds(double truth, Bounds bounds) {
        long at = truth >= Outage.NEVER ? Bounds.OPEN : nanos(truth);
        assertTrue(bounds.least() <= at && at <= bounds.most(), truth + " in " + bounds);
    }

    private static void isNarrow(Watch watch, double truth, Bounds bounds) {
        holds(truth, bounds);
        assertEquals(truth >= Outage.NEVER, bounds.isOpen(), bounds::toString);
        if (!bounds.isOpen()) {
            long width = bounds.most() - bounds.least();
            // an answer may overtake the next one
            assertTrue(width <= nanos(watch.every() + 2 * DELAY_MOST), truth + " in " + bounds);
        }
    }

    private static Bounds known(Found<Bounds> found) {
        return found.known().orElseThrow(() -> new AssertionError(found));
    }

    private static long nanos(double seconds) {
        return Story.time(seconds).toNanos();
    }
}
