package io.blackstart.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The metrics of several publishers, who may come one after the other. */
final class SeveralMetrics implements Metrics {
    private final List<Metrics> publishers = new CopyOnWriteArrayList<>();

    /** One more publishes from now on. */
    void add(Metrics publisher) {
        publishers.add(publisher);
    }

    @Override
    public Map<Series, Double> now() {
        Map<Series, Double> values = new HashMap<>();
        publishers.forEach(publisher -> values.putAll(publisher.now()));
        return values;
    }
}
