package io.blackstart.sandbox.truth;

import java.util.List;
import java.util.Map;

/**
 * The truth, as far as it has been taken down. Every instant is {@link System#nanoTime()} of the
 * sandbox's machine, that is CLOCK_MONOTONIC, which other processes there can compare with theirs.
 *
 * @param speed how much faster than real time the cloud's clock ran
 * @param events in the order of their instants
 * @param requests those that an application finished, health checks left out
 * @param commits by region: every order that was committed there
 * @param kept ids in the final writer's database, and ids that it held until it was asked to delete
 *     them; sorted. When two databases take writes, the final writer is the one that the promotion
 *     controller takes for it
 * @param duplicated ids that were in the final writer's database more than once, each so many times
 *     as there was a row too many; sorted
 * @param holds by region: ids that its database holds at the end; a region whose database does not
 *     answer is missing
 */
public record TruthAccount(
        int speed,
        List<Event> events,
        List<Request> requests,
        Map<String, List<Commit>> commits,
        List<String> kept,
        List<String> duplicated,
        Map<String, List<String>> holds) {
    public TruthAccount {
        events = List.copyOf(events);
        requests = List.copyOf(requests);
        commits = Map.copyOf(commits);
        kept = List.copyOf(kept);
        duplicated = List.copyOf(duplicated);
        holds = Map.copyOf(holds);
    }

    /** One thing that happened, at one instant, in a region or (empty) in none. */
    public record Event(long at, String what, String region, Map<String, Object> detail) {
        public Event {
            detail = Map.copyOf(detail);
        }
    }

    /** One finished request, at the instant when its response was handed to the socket. */
    public record Request(long at, String region, String method, String id, int status) {}

    /** One committed order, at the instant right after its commit. */
    public record Commit(String id, long at) {}
}
