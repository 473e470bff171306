package io.blackstart.bench;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.EvidenceReader;
import io.blackstart.evidence.Header;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Evidence of a run that never was: 500 requests a second, a minute of outage in its middle, then
 * the other region. Made while it is read, so that it takes no memory; always the same.
 *
 * @param requests how many
 */
public record MadeUpRun(long requests) implements EvidenceReader {
    private static final long STEP_NANOS = 2_000_000;
    private static final long OUTAGE = 60 * 500;

    /** The experiment that fits. */
    public static final String EXPERIMENT =
            """
            apiVersion: blackstart/v1
            name: Made up
            hypothesis: It is quick to judge.
            environment: e.yaml
            load: {rate: 500/s, writes: 25%}
            fault: none
            timeline: {baseline: 3h, fault: 1h, after: 2h}
            budgets: {recoveryTime: 10m, droppedRequests: {count: 1000000}}
            guardRails: {maxDuration: 7h}
            """;

    @Override
    public Header header() {
        return new Header(
                Header.SCHEMA,
                "run-1",
                "x.yaml",
                EXPERIMENT,
                "{}",
                "sandbox",
                1,
                "unknown",
                "benchmark",
                Map.of(),
                Instant.EPOCH,
                0);
    }

    @Override
    public Reading read(Consumer<Event> events) {
        long outage = requests / 2;
        events.accept(new Event.PhaseBegan(Duration.ZERO, Phase.BASELINE));
        events.accept(new Event.RolesFound(Duration.ZERO, "me-south-1", "eu-central-1"));
        for (long n = 0; n < requests; n++) {
            if (n == outage) {
                events.accept(new Event.FaultIntended(due(n), "nothing"));
                events.accept(new Event.PhaseBegan(due(n), Phase.FAULT));
            }
            events.accept(request(n));
        }
        events.accept(
                new Event.RunEnded(
                        due(requests).plusSeconds(5), Event.Ended.COMPLETED, "", List.of()));
        return new Reading(requests + 5, false, "0".repeat(64));
    }

    /** The record of the n-th request. */
    public RequestEnded request(long n) {
        long outage = requests / 2;
        boolean out = n >= outage && n < outage + OUTAGE;
        boolean write = n % 4 == 0;
        boolean fresh = n % 8 < 4;
        Duration sent = due(n).plusNanos(40_000 + n % 7 * 9_000);
        String region = n < outage ? "me-south-1" : "eu-central-1";
        return new RequestEnded(
                sent.plusNanos(out ? 2_000_500_000L : 1_500_000 + n % 11 * 70_000),
                due(n),
                sent,
                fresh ? sent.plusNanos(30_000) : sent,
                n,
                write ? Purpose.WRITE : Purpose.READ,
                fresh ? Cohort.FRESH : Cohort.POOLED,
                (int) (n % 64),
                write ? n / 4 : Math.max(0, n / 4 - 1_000),
                out ? Outcome.FAILED : Outcome.SUCCEEDED,
                out ? DropClass.CONNECT_TIMEOUT : DropClass.NONE,
                out ? LastPhase.CONNECT : LastPhase.DONE,
                out ? 0 : 200,
                out ? "" : region,
                "127.0.10.1",
                fresh);
    }

    private static Duration due(long n) {
        return Duration.ofNanos(n * STEP_NANOS);
    }
}
