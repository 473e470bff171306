package io.blackstart.calibrate;

import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.RequestEnded;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A range's truth, as offsets of one run.
 *
 * @param outages in order
 * @param flip when DNS began to lead elsewhere
 * @param committed numbers of the orders that any region committed
 * @param answered number of an order → when its 2xx answer was handed to the socket
 * @param kept numbers of the orders that the last writer holds
 */
record KnownTruth(
        List<Outage> outages,
        Optional<Instant> flip,
        Set<Long> committed,
        Map<Long, Duration> answered,
        Set<Long> kept) {
    KnownTruth {
        outages = List.copyOf(outages);
        committed = Set.copyOf(committed);
        answered = Map.copyOf(answered);
        kept = Set.copyOf(kept);
    }

    /** An instant, which lies between these two. */
    record Instant(Duration at, Duration by) {}

    /** From its beginning to its end. */
    record Outage(Instant began, Instant ended) {}

    /**
     * Reads it.
     *
     * @param originNanos the run's origin on the clock that both sides read
     */
    static KnownTruth read(Path file, long originNanos, String run) throws IOException {
        JsonNode truth = JsonMapper.shared().readTree(Files.readString(file));
        Set<Long> committed = new HashSet<>();
        truth.path("commits")
                .forEach(region ->
                        region.forEach(row ->
                                number(row.get(0).asString(), run).ifPresent(committed::add)));
        Map<Long, Duration> answered = new HashMap<>();
        for (JsonNode row : truth.at("/requests/rows")) {
            if (row.get(2).asString().equals("PUT") && row.get(4).asInt() / 100 == 2) {
                Duration at = Duration.ofNanos(row.get(0).asLong() - originNanos);
                number(row.get(3).asString(), run).ifPresent(id -> answered.put(id, at));
            }
        }
        Set<Long> kept = new HashSet<>();
        truth.path("kept").forEach(id -> number(id.asString(), run).ifPresent(kept::add));
        return new KnownTruth(
                outages(truth.path("events"), originNanos),
                instants(truth.path("events"), "answerChanged", originNanos).stream().findFirst(),
                committed,
                answered,
                kept);
    }

    private static List<Outage> outages(JsonNode events, long originNanos) {
        List<Instant> began = instants(events, "outageBegan", originNanos);
        List<Instant> ended = instants(events, "outageEnded", originNanos);
        List<Outage> outages = new ArrayList<>();
        for (int i = 0; i < Math.min(began.size(), ended.size()); i++) {
            outages.add(new Outage(began.get(i), ended.get(i)));
        }
        return outages;
    }

    private static List<Instant> instants(JsonNode events, String what, long originNanos) {
        List<Instant> found = new ArrayList<>();
        for (JsonNode event : events) {
            if (event.path("what").asString().equals(what)) {
                found.add(
                        new Instant(
                                Duration.ofNanos(event.path("at").asLong() - originNanos),
                                Duration.ofNanos(event.at("/detail/by").asLong() - originNanos)));
            }
        }
        return found;
    }

    private static OptionalLong number(String id, String run) {
        return id.startsWith(run + "-")
                ? OptionalLong.of(Long.parseLong(id.substring(run.length() + 1)))
                : OptionalLong.empty();
    }

    /** How many writes without an answer were applied all the same. */
    long lateApplied(List<RequestEnded> requests) {
        return requests.stream()
                .filter(request -> request.outcome() == Outcome.INDETERMINATE)
                .filter(request -> committed.contains(request.id()))
                .count();
    }
}
