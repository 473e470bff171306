package io.blackstart.calibrate;

import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Ids;
import io.blackstart.verdict.Verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Every single request and order of a trial, against what the range did with it. */
final class RequestCheck {
    /** An answer that was handed over so long before the client gave up must have arrived. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final Verdict verdict;
    private final KnownTruth truth;
    private final List<RequestEnded> requests;
    private final List<String> faults = new ArrayList<>();

    RequestCheck(Verdict verdict, KnownTruth truth, List<RequestEnded> requests) {
        this.verdict = verdict;
        this.truth = truth;
        this.requests = requests;
    }

    /** What does not agree, in words; empty when everything does. */
    List<String> faults() {
        equal("records of due requests", distinctNumbers(), verdict.requests().due());
        equal("dropped", count(this::wasDropped), verdict.requests().dropped());
        none("acknowledged, and never committed", this::acknowledgedForNothing);
        none("called failed for certain, and committed", this::failedYetCommitted);
        none("answered in time with an open way, and not counted as served", this::overlooked);
        Set<Long> lost = new HashSet<>();
        requests.stream()
                .filter(request -> request.outcome() == Outcome.SUCCEEDED)
                .filter(request -> !truth.kept().contains(request.id()))
                .forEach(request -> lost.add(request.id()));
        String ids = Ids.of(lost.stream().mapToLong(Long::longValue).sorted().toArray()).toString();
        if (!ids.equals(verdict.writes().lostIds())) {
            faults.add("lost are " + ids + ", not " + verdict.writes().lostIds());
        }
        equal(
                "recovered writes",
                count(request -> !acknowledged(request) && truth.kept().contains(request.id())),
                verdict.writes().recovered() + verdict.writes().unexpected());
        return faults;
    }

    private boolean wasDropped(RequestEnded request) {
        return request.outcome() == Outcome.FAILED || request.outcome() == Outcome.INDETERMINATE;
    }

    private static boolean acknowledged(RequestEnded request) {
        return request.outcome() == Outcome.SUCCEEDED;
    }

    private boolean acknowledgedForNothing(RequestEnded request) {
        return acknowledged(request) && !truth.committed().contains(request.id());
    }

    private boolean failedYetCommitted(RequestEnded request) {
        boolean certainlyNot =
                request.outcome() == Outcome.FAILED || request.outcome() == Outcome.NOT_SENT;
        return certainlyNot && truth.committed().contains(request.id());
    }

    private boolean overlooked(RequestEnded request) {
        Duration answered = truth.answered().get(request.id());
        return answered != null
                && !acknowledged(request)
                && answered.plus(MARGIN).compareTo(request.at()) < 0
                && truth.outages().stream().noneMatch(one -> touches(one, answered));
    }

    private static boolean touches(KnownTruth.Outage outage, Duration answered) {
        return answered.plus(MARGIN).compareTo(outage.began().at()) > 0
                && answered.compareTo(outage.ended().by()) < 0;
    }

    private long distinctNumbers() {
        return requests.stream().mapToLong(RequestEnded::number).distinct().count();
    }

    private long count(Predicate<RequestEnded> which) {
        return requests.stream().filter(which).count();
    }

    private void none(String what, Predicate<RequestEnded> which) {
        long count = count(which);
        if (count > 0) {
            faults.add(count + " " + what);
        }
    }

    private void equal(String what, long expected, long found) {
        if (expected != found) {
            faults.add(what + ": " + found + " instead of " + expected);
        }
    }
}
