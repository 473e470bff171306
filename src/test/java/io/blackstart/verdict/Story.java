package io.blackstart.verdict;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.PhaseBegan;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.EvidenceReader;
import io.blackstart.evidence.Header;
import io.blackstart.evidence.Ids;
import io.blackstart.evidence.InMemoryEvidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What an observer records of an {@link Outage}: 200 requests a second, probes, DNS, checkers. */
final class Story {
    static final String ACTIVE = "me-south-1";
    static final String PASSIVE = "eu-central-1";
    static final double RATE = 200;
    static final String ACTIVE_ADDRESS = "127.0.10.1";
    static final String PASSIVE_ADDRESS = "127.0.20.1";
    private static final double TIMEOUT = 2;
    static final Instant STARTED = Instant.parse("2026-11-22T02:00:00Z");

    private final Outage truth;
    private final double rate;
    private final SplittableRandom random;
    private final List<Event> events = new ArrayList<>();
    private final List<Long> survivors = new ArrayList<>();

    private Story(Outage truth, double rate) {
        this.truth = truth;
        this.rate = rate;
        random = new SplittableRandom(truth.seed());
    }

    /** The evidence of a run that went to its end, in the order of {@code at}. */
    static List<Event> of(Outage truth) {
        return of(truth, RATE);
    }

    /** The same with so many requests a second. */
    static List<Event> of(Outage truth, double rate) {
        return new Story(truth, rate).tell();
    }

    static InMemoryEvidence evidence(List<Event> events) {
        return new InMemoryEvidence(header("name: a drill\n"), events);
    }

    /** The same without a hash of its text, which costs more than the judging. */
    static EvidenceReader unhashed(List<Event> events) {
        return new EvidenceReader() {
            @Override
            public Header header() {
                return Story.header("name: a drill\n");
            }

            @Override
            public Reading read(Consumer<Event> consumer) {
                events.forEach(consumer);
                return new Reading(events.size(), false, "");
            }
        };
    }

    static Header header(String experimentText) {
        return new Header(
                Header.SCHEMA,
                "20261122T020000Z-1",
                "experiment.yaml",
                experimentText,
                "{}",
                "sandbox",
                10,
                "0123abc",
                "blackstart run experiment.yaml",
                Map.of("java", "25"),
                STARTED,
                0);
    }

    static Duration time(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private List<Event> tell() {
        course();
        requests();
        new Watching(truth, random, isThin() ? 4 : 1, events::add).tell();
        ending();
        events.sort(Comparator.comparing(Event::at));
        return List.copyOf(events);
    }

    private void course() {
        add(new PhaseBegan(time(0), Phase.PREFLIGHT));
        add(new Event.RolesFound(time(0.5), ACTIVE, PASSIVE));
        add(
                new Event.FailoverConfigured(
                        time(0.6),
                        "check",
                        time(Outage.CHECK_PERIOD * 10),
                        Outage.THRESHOLD,
                        Outage.CHECKERS,
                        time(truth.ttl() * 10)));
        add(new PhaseBegan(time(Outage.BASELINE), Phase.BASELINE));
        double asked = truth.began() == Outage.NEVER ? truth.end() - 10 : truth.began() - 0.04;
        add(new PhaseBegan(time(asked), Phase.FAULT));
        add(new Event.FaultIntended(time(asked + 0.01), "FIS experiment"));
        double mend = truth.mended() == Outage.NEVER ? truth.end() - 2 : truth.mended() - 0.03;
        if (mend < truth.end()) {
            add(new Event.MendAsked(time(mend), "the fault has lasted long enough"));
            add(new Event.FaultMended(time(mend + 0.05), "stopped"));
            add(new PhaseBegan(time(mend + 0.05), Phase.AFTER));
        }
    }

    private void requests() {
        long count = Math.round((truth.end() - Outage.BASELINE) * rate);
        for (long number = 0; number < count; number++) {
            request(number);
        }
    }

    private void request(long number) {
        double due = Outage.BASELINE + number / rate;
        double sent = due + 0.000_05 + random.nextDouble(0.000_2);
        int cache = random.nextInt(Outage.CACHES);
        if (isThin()) {
            cache -= cache % 8;
        }
        boolean write = random.nextInt(4) == 0;
        boolean fresh = random.nextBoolean();
        double serviceTime = 0.002 + random.nextDouble(0.006);
        boolean toPassive = sent >= truth.cacheFlipped(cache);
        boolean stray = random.nextDouble() < truth.noise();
        boolean dark = !toPassive && (truth.isDark(sent) || truth.isDark(sent + serviceTime));
        Answer answer;
        if (dark && truth.mended() > sent + TIMEOUT) {
            // a connection that stood before the cut hangs; a new one is not made
            boolean connected = !fresh || !truth.isDark(sent);
            answer =
                    connected
                            ? Answer.dropped(
                                    write ? Outcome.INDETERMINATE : Outcome.FAILED,
                                    DropClass.READ_TIMEOUT,
                                    sent + TIMEOUT)
                            : Answer.dropped(
                                    Outcome.FAILED, DropClass.CONNECT_TIMEOUT, sent + TIMEOUT);
        } else if (stray || (toPassive && write && sent < truth.promoted())) {
            answer = Answer.dropped(Outcome.FAILED, DropClass.HTTP_5XX, sent + serviceTime);
        } else {
            double done = dark ? truth.mended() + serviceTime : sent + serviceTime;
            answer = new Answer(Outcome.SUCCEEDED, DropClass.NONE, done, 200);
        }
        if (write && survives(answer, toPassive)) {
            survivors.add(number);
        }
        add(
                new RequestEnded(
                        time(answer.at),
                        time(due),
                        time(sent),
                        time(fresh ? sent + 0.000_03 : sent),
                        number,
                        write ? Purpose.WRITE : Purpose.READ,
                        fresh ? Cohort.FRESH : Cohort.POOLED,
                        cache,
                        number,
                        answer.outcome,
                        answer.dropClass,
                        answer.status == 0 ? LastPhase.CONNECT : LastPhase.DONE,
                        answer.status,
                        answer.status == 0 ? "" : toPassive ? PASSIVE : ACTIVE,
                        toPassive ? PASSIVE_ADDRESS : ACTIVE_ADDRESS,
                        fresh));
    }

    /** Without a promotion the old region keeps what it has. */
    private boolean survives(Answer answer, boolean toPassive) {
        boolean kept = toPassive || truth.promoted() == Outage.NEVER;
        return switch (answer.outcome) {
            case SUCCEEDED -> kept || truth.isReplicated(answer.at) || answer.at > truth.mended();
            case INDETERMINATE -> !kept && random.nextInt(10) == 0;
            case FAILED, NOT_SENT -> false;
        };
    }

    private record Answer(Outcome outcome, DropClass dropClass, double at, int status) {
        static Answer dropped(Outcome outcome, DropClass dropClass, double at) {
            return new Answer(outcome, dropClass, at, dropClass == DropClass.HTTP_5XX ? 503 : 0);
        }
    }

    private void ending() {
        String ids = Ids.of(survivors.stream().mapToLong(id -> id).toArray()).toString();
        double end = truth.end() + TIMEOUT + 0.5;
        add(new PhaseBegan(time(end), Phase.READ_BACK));
        add(new Event.SurvivorsRead(time(end + 0.2), 1, true, ids, 0, Optional.of("")));
        add(new Event.SurvivorsRead(time(end + 0.7), 2, true, ids, 0, Optional.of("")));
        add(new Event.SurvivorsAgreed(time(end + 0.8), true, ""));
        add(new PhaseBegan(time(end + 0.9), Phase.CLEAN_UP));
        add(new Event.CleanedUp(time(end + 1), survivors.size(), 0, ""));
        add(new Event.RunEnded(time(end + 1.1), Ended.COMPLETED, "", List.of()));
    }

    /** A story for a golden folder is told in fewer words. */
    private boolean isThin() {
        return rate < 50;
    }

    private void add(Event event) {
        events.add(event);
    }
}
