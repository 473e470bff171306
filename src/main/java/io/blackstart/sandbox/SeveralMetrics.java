package io.blackstart.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The metrics of several publishers, who may come one after the other. One that fails is missing
 * from the values, and silences no other.
 */
final class SeveralMetrics implements Metrics {
    private static final System.Logger LOG = System.getLogger(SeveralMetrics.class.getName());

    private final List<Metrics> publishers = new CopyOnWriteArrayList<>();

    /** One more publishes from now on. */
    void add(Metrics publisher) {
        publishers.add(publisher);
    }

    @Override
    public Map<Series, Double> now() {
        Map<Series, Double> values = new HashMap<>();
        for (Metrics publisher : publishers) {
            try {
                values.putAll(publisher.now());
            } catch (RuntimeException failed) {
                // to an alarm this is a minute without a value, which it knows how to treat
                LOG.log(System.Logger.Level.WARNING, "some metrics could not be read", failed);
            }
        }
        return values;
    }
}
