package io.blackstart.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, for tests. */
public final class RecordedTruth implements Truth {
    /** One event. */
    public record Event(long nanos, String what, String region, Map<String, Object> detail) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void event(long nanos, String what, String region, Map<String, Object> detail) {
        events.add(new Event(nanos, what, region, detail));
    }

    /** All events of a kind, in order. */
    public List<Event> of(String what) {
        return events.stream().filter(event -> event.what().equals(what)).toList();
    }
}
