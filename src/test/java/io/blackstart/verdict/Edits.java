package io.blackstart.verdict;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.evidence.Event.SurvivorsRead;
import io.blackstart.evidence.Ids;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What may happen to evidence: cut off, completed, altered. */
final class Edits {
    private Edits() {}

    /** What was known before that time, as after a {@code kill -9}. */
    static List<Event> killedAt(List<Event> events, double seconds) {
        return without(events, event -> event.at().compareTo(Story.time(seconds)) >= 0);
    }

    /** The same with another end. */
    static List<Event> ending(List<Event> events, Ended ended, String why) {
        List<Event> edited = new ArrayList<>(without(events, event -> event instanceof RunEnded));
        Event last = edited.getLast();
        edited.add(new RunEnded(last.at(), ended, why, List.of()));
        return List.copyOf(edited);
    }

    static List<Event> with(List<Event> events, Event... more) {
        List<Event> edited = new ArrayList<>(events);
        edited.addAll(List.of(more));
        edited.sort(Comparator.comparing(Event::at));
        return List.copyOf(edited);
    }

    static List<Event> without(List<Event> events, Predicate<Event> which) {
        return events.stream().filter(which.negate()).toList();
    }

    static List<Event> requests(List<Event> events, UnaryOperator<RequestEnded> edit) {
        return events.stream()
                .map(event -> event instanceof RequestEnded request ? edit.apply(request) : event)
                .toList();
    }

    static List<Event> survivors(List<Event> events, UnaryOperator<Ids> edit) {
        return events.stream()
                .map(event ->
                        event
                                        instanceof
                                        SurvivorsRead(
                                                var at,
                                                int pass,
                                                boolean whole,
                                                String ids,
                                                long twice,
                                                var twiceIds)
                                ? new SurvivorsRead(
                                        at,
                                        pass,
                                        whole,
                                        edit.apply(Ids.parse(ids)).toString(),
                                        twice,
                                        twiceIds)
                                : event)
                .toList();
    }

    /** Those ids without these. */
    static Ids minus(Ids ids, Predicate<Long> gone) {
        List<Long> kept = new ArrayList<>();
        ids.forEach(id -> {
            if (!gone.test(id)) {
                kept.add(id);
            }
        });
        return Ids.of(kept.stream().mapToLong(id -> id).toArray());
    }

    static RequestEnded dropped(RequestEnded request, Outcome outcome, DropClass dropClass) {
        return new RequestEnded(
                request.at(),
                request.due(),
                request.sent(),
                request.connecting(),
                request.number(),
                request.purpose(),
                request.cohort(),
                request.cache(),
                request.id(),
                outcome,
                dropClass,
                request.lastPhase(),
                dropClass == DropClass.HTTP_5XX ? 503 : 0,
                request.region(),
                request.address(),
                request.fresh());
    }

    /** A read that asked for that order, and was told that there is none. */
    static RequestEnded notFound(RequestEnded request, long id) {
        return new RequestEnded(
                request.at(),
                request.due(),
                request.sent(),
                request.connecting(),
                request.number(),
                request.purpose(),
                request.cohort(),
                request.cache(),
                id,
                Outcome.FAILED,
                DropClass.HTTP_4XX,
                request.lastPhase(),
                404,
                request.region(),
                request.address(),
                request.fresh());
    }

    /** The same, answered by another region. */
    static RequestEnded by(RequestEnded request, String region) {
        return new RequestEnded(
                request.at(),
                request.due(),
                request.sent(),
                request.connecting(),
                request.number(),
                request.purpose(),
                request.cohort(),
                request.cache(),
                request.id(),
                request.outcome(),
                request.dropClass(),
                request.lastPhase(),
                request.status(),
                region,
                request.address(),
                request.fresh());
    }

    static RequestEnded sentLater(RequestEnded request, double seconds) {
        return new RequestEnded(
                request.at().plus(Story.time(seconds)),
                request.due(),
                request.sent().plus(Story.time(seconds)),
                request.connecting().plus(Story.time(seconds)),
                request.number(),
                request.purpose(),
                request.cohort(),
                request.cache(),
                request.id(),
                request.outcome(),
                request.dropClass(),
                request.lastPhase(),
                request.status(),
                request.region(),
                request.address(),
                request.fresh());
    }

    static boolean isAcknowledged(RequestEnded request, String region) {
        return request.purpose() == Purpose.WRITE
                && request.outcome() == Outcome.SUCCEEDED
                && request.region().equals(region);
    }
}
