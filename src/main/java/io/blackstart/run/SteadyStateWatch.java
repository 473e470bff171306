package io.blackstart.run;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.ReplicationSeen;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.experiment.RegionRole;
import io.blackstart.experiment.SteadyState;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows the evidence and says, when asked, which parts of the steady state do not hold. Safe for
 * use by many threads.
 */
public final class SteadyStateWatch implements Consumer<Event> {
    /**
     * Requests due later than this before the question may still be under way, and are left out.
     */
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private final List<SteadyState> wanted;
    private final String active;
    private final String passive;
    private final Duration longest;

    // guarded by this
    private final Deque<RequestEnded> requests = new ArrayDeque<>();
    private Optional<ReplicationSeen> replication = Optional.empty();

    /** Follows these conditions, with the regions in these roles. */
    public SteadyStateWatch(List<SteadyState> wanted, String active, String passive) {
        this.wanted = List.copyOf(wanted);
        this.active = active;
        this.passive = passive;
        this.longest =
                wanted.stream()
                        .map(state ->
                                switch (state) {
                                    case SteadyState.Served served -> served.over();
                                    case SteadyState.ReplicationLag _ -> Duration.ZERO;
                                })
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)
                        .plus(UNDER_WAY.multipliedBy(3));
    }

    @Override
    public synchronized void accept(Event event) {
        switch (event) {
            case RequestEnded request -> {
                requests.addLast(request);
                while (!requests.isEmpty()
                        && requests.getFirst().due().compareTo(request.at().minus(longest)) < 0) {
                    requests.removeFirst();
                }
            }
            case ReplicationSeen seen -> replication = Optional.of(seen);
            default -> {} // the other events say nothing about the steady state
        }
    }

    /** An answer for each condition. */
    public synchronized List<FaultInjector.Answer> answers(Duration now) {
        List<FaultInjector.Answer> answers = new ArrayList<>();
        for (SteadyState state : wanted) {
            answers.add(
                    switch (state) {
                        case SteadyState.Served served -> served(served, now);
                        case SteadyState.ReplicationLag lag -> lag(lag);
                    });
        }
        return answers;
    }

    private FaultInjector.Answer served(SteadyState.Served wanted, Duration now) {
        String region = wanted.region() == RegionRole.ACTIVE ? active : passive;
        Duration end = now.minus(UNDER_WAY);
        Duration begin = end.minus(wanted.over());
        List<RequestEnded> due =
                requests.stream()
                        .filter(r -> r.due().compareTo(begin) >= 0 && r.due().compareTo(end) < 0)
                        .toList();
        long good =
                due.stream()
                        .filter(r -> r.outcome() == Outcome.SUCCEEDED && r.region().equals(region))
                        .count();
        double share = due.isEmpty() ? 0 : (double) good / due.size();
        return new FaultInjector.Answer(
                "steady state: served by " + region,
                !due.isEmpty() && share >= wanted.share().value(),
                String.format(
                        Locale.ROOT,
                        "%d of %d requests of the last %s s, wanted %s %%",
                        good,
                        due.size(),
                        wanted.over().toSeconds(),
                        wanted.share().value() * 100));
    }

    private FaultInjector.Answer lag(SteadyState.ReplicationLag wanted) {
        return replication
                .map(seen -> {
                    Duration lag = seen.at().minus(seen.acknowledged());
                    return new FaultInjector.Answer(
                            "steady state: replication",
                            lag.compareTo(wanted.atMost()) <= 0,
                            "lag "
                                    + lag.toMillis()
                                    + " ms, wanted at most "
                                    + wanted.atMost().toMillis()
                                    + " ms");
                })
                .orElseGet(() ->
                        new FaultInjector.Answer(
                                "steady state: replication",
                                false,
                                "no write was seen to arrive in " + passive));
    }
}
