package io.blackstart.sandbox.truth;

import io.blackstart.sandbox.Truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes down the truth from many threads without making them wait for each other. */
public final class TruthRecorder implements Truth {
    private final int speed;
    private final Queue<TruthAccount.Event> events = new ConcurrentLinkedQueue<>();
    private final Queue<TruthAccount.Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<TruthAccount.Commit>> commits = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> deleted = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> deletedTwins = new ConcurrentHashMap<>();
    private final Queue<String> duplicated = new ConcurrentLinkedQueue<>();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> holds = new ConcurrentHashMap<>();

    /**
     * A recorder that has seen nothing yet.
     *
     * @param speed of the cloud's clock
     */
    public TruthRecorder(int speed, List<String> regions) {
        this.speed = speed;
        for (String region : regions) {
            commits.put(region, new ConcurrentLinkedQueue<>());
            deleted.put(region, new ConcurrentLinkedQueue<>());
            deletedTwins.put(region, new ConcurrentLinkedQueue<>());
        }
    }

    @Override
    public void event(long nanos, String what, String region, Map<String, Object> detail) {
        events.add(new TruthAccount.Event(nanos, what, region, detail));
    }

    /** An application has handed its response to the socket. */
    public void request(long nanos, String region, String method, String id, int status) {
        requests.add(new TruthAccount.Request(nanos, region, method, id, status));
    }

    /** An order has been committed in a region's database. */
    public void commit(long nanos, String region, String id) {
        of(commits, region).add(new TruthAccount.Commit(id, nanos));
    }

    /**
     * An order that existed has been deleted from a region's database.
     *
     * @param copies how many times it was there
     */
    public void deleted(String region, String id, int copies) {
        of(deleted, region).add(id);
        for (int copy = 1; copy < copies; copy++) {
            of(deletedTwins, region).add(id);
        }
    }

    /** What the final writer's database holds at the end. */
    public void kept(String writer, List<String> ids) {
        kept.addAll(ids);
        kept.addAll(of(deleted, writer));
        duplicated.addAll(of(deletedTwins, writer));
        Set<String> seen = new HashSet<>();
        ids.stream().filter(id -> !seen.add(id)).forEach(duplicated::add);
    }

    /** What a region's database holds at the end, whoever the writer is. */
    public void holds(String region, List<String> ids) {
        holds.put(region, List.copyOf(ids));
    }

    /** All that has been taken down so far. */
    public TruthAccount account() {
        List<TruthAccount.Event> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparingLong(TruthAccount.Event::at));
        Map<String, List<TruthAccount.Commit>> committed = new LinkedHashMap<>();
        commits.forEach((region, rows) -> committed.put(region, List.copyOf(rows)));
        return new TruthAccount(
                speed,
                ordered,
                List.copyOf(requests),
                committed,
                List.copyOf(new TreeSet<>(kept)),
                duplicated.stream().sorted().toList(),
                holds);
    }

    private static <T> Queue<T> of(Map<String, Queue<T>> queues, String region) {
        Queue<T> queue = queues.get(region);
        if (queue == null) {
            throw new IllegalArgumentException("no such region: " + region);
        }
        return queue;
    }
}
