package io.blackstart.verdict;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Ids;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A random history of writes and reads, and what survived of it: not likely, only possible. Times
 * are whole numbers, in nanoseconds.
 */
final class History {
    static final long FAULT = 100;
    static final long MENDED = 200;
    static final long END = 300;

    /** A write as a naive person would note it. */
    record Write(long id, long sent, long at, Outcome outcome, String region) {
        boolean isAcknowledged() {
            return outcome == Outcome.SUCCEEDED;
        }
    }

    /** A read that was told that there is no such order. */
    record Miss(long number, long id, long sent) {}

    final List<Write> writes = new ArrayList<>();
    final List<Miss> misses = new ArrayList<>();
    final List<Long> survivors = new ArrayList<>();
    final Set<Long> elsewhere = new HashSet<>();
    private final SplittableRandom random;

    History(long seed) {
        random = new SplittableRandom(seed);
        int count = random.nextInt(60);
        double kept = random.nextDouble();
        for (long id = 0; id < count; id++) {
            if (random.nextInt(10) > 0) {
                write(id, kept);
            }
        }
        for (int extra = random.nextInt(3); extra > 0; extra--) {
            survivors.add(random.nextLong(random.nextBoolean() ? 100 : Long.MAX_VALUE));
        }
        for (int reads = random.nextInt(8); reads > 0; reads--) {
            misses.add(new Miss(1_000L + reads, random.nextLong(count + 1L), random.nextLong(END)));
        }
    }

    private void write(long id, double kept) {
        long sent = random.nextLong(END);
        Outcome[] outcomes = Outcome.values();
        // mostly acknowledged, as writes are
        Outcome outcome =
                random.nextBoolean()
                        ? Outcome.SUCCEEDED
                        : outcomes[random.nextInt(outcomes.length)];
        boolean answered = outcome == Outcome.SUCCEEDED;
        String region = answered ? random.nextInt(3) == 0 ? Story.PASSIVE : Story.ACTIVE : "";
        writes.add(new Write(id, sent, sent + random.nextLong(20), outcome, region));
        if (random.nextDouble() < kept) {
            for (int times = 1 + random.nextInt(20) / 18; times > 0; times--) {
                survivors.add(id);
            }
        }
        if (random.nextBoolean()) {
            elsewhere.add(id);
        }
    }

    /** What an observer records of it. */
    List<Event> events() {
        List<Event> events = new ArrayList<>();
        events.add(new Event.RolesFound(time(0), Story.ACTIVE, Story.PASSIVE));
        events.add(new Event.FaultIntended(time(FAULT), "a fault"));
        events.add(new Event.MendAsked(time(MENDED), "long enough"));
        events.add(new Event.FaultMended(time(MENDED + 5), "stopped"));
        writes.forEach(write -> events.add(event(write)));
        misses.forEach(miss -> events.add(event(miss)));
        Set<Long> once = new HashSet<>();
        Set<Long> twice = new HashSet<>();
        survivors.forEach(id -> {
            if (!once.add(id)) {
                twice.add(id);
            }
        });
        events.add(
                new Event.SurvivorsRead(
                        time(END + 50),
                        2,
                        true,
                        text(once),
                        survivors.size() - once.size(),
                        Optional.of(text(twice))));
        events.add(new Event.SurvivorsAgreed(time(END + 51), true, ""));
        events.add(
                new Event.OtherRegionRead(time(END + 52), Story.ACTIVE, true, text(elsewhere), ""));
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private static RequestEnded event(Write write) {
        return request(
                write.at(),
                write.sent(),
                write.id(),
                Purpose.WRITE,
                write.id(),
                write.outcome(),
                write.isAcknowledged() ? 201 : 0,
                write.region());
    }

    private static RequestEnded event(Miss miss) {
        return request(
                miss.sent() + 1,
                miss.sent(),
                miss.number(),
                Purpose.READ,
                miss.id(),
                Outcome.FAILED,
                404,
                Story.PASSIVE);
    }

    private static RequestEnded request(
            long at,
            long sent,
            long number,
            Purpose purpose,
            long id,
            Outcome outcome,
            int status,
            String region) {
        return new RequestEnded(
                time(at),
                time(sent),
                time(sent),
                time(sent),
                number,
                purpose,
                Cohort.FRESH,
                0,
                id,
                outcome,
                status == 404 ? DropClass.HTTP_4XX : DropClass.NONE,
                LastPhase.DONE,
                status,
                region,
                "",
                true);
    }

    static String text(Set<Long> ids) {
        return Ids.of(ids.stream().mapToLong(id -> id).toArray()).toString();
    }

    private static Duration time(long nanos) {
        return Duration.ofNanos(nanos);
    }
}
