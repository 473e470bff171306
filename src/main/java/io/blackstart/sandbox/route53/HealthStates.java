package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.route53.HealthCheckConfig.Calculated;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of all health checks, and what follows from them for calculated ones: these are
 * counted anew at the instant at which a child changes. A state outlives its health check, since a
 * record or a parent may still refer to it: AWS calls that state unpredictable, here it is the
 * last.
 */
final class HealthStates implements HealthListener {
    private final HealthListener listener;
    // guarded by this, both of them
    private final Map<String, Boolean> states = new HashMap<>();
    private final Map<String, Calculated> calculated = new LinkedHashMap<>();

    /** No health checks yet. */
    HealthStates(HealthListener listener) {
        this.listener = listener;
    }

    /** A health check begins in a state; nobody hears of it. */
    synchronized void begin(String id, boolean healthy) {
        states.put(id, healthy);
    }

    /** A calculated health check begins; returns its state. */
    synchronized boolean begin(String id, Calculated config) {
        calculated.put(id, config);
        boolean healthy = count(config);
        states.put(id, healthy);
        return healthy;
    }

    /** A calculated health check goes on with another configuration. */
    synchronized void update(String id, Calculated config) {
        calculated.put(id, config);
        changed(System.nanoTime(), id, count(config));
    }

    /** A calculated health check counts no more. */
    synchronized void end(String id) {
        calculated.remove(id);
    }

    /** The state that a health check has, or had last. */
    synchronized boolean healthy(String id) {
        return states.getOrDefault(id, true);
    }

    /** The state of a health check, and of all that count it; the listener hears what changes. */
    @Override
    public synchronized void changed(long nanos, String id, boolean healthy) {
        if (healthy == healthy(id)) {
            return;
        }
        Map<String, Boolean> before = new HashMap<>(states);
        states.put(id, healthy);
        listener.changed(nanos, id, healthy);
        countAnew();
        calculated.keySet().stream()
                .filter(parent ->
                        !parent.equals(id) && healthy(parent) != before.getOrDefault(parent, true))
                .forEach(parent -> listener.changed(nanos, parent, healthy(parent)));
    }

    /**
     * Counts until nothing changes any more, which ends because there are no circles. Only then is
     * anybody told: a health check above two others must not be seen to change twice.
     */
    private void countAnew() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (var one : calculated.entrySet()) {
                boolean now = count(one.getValue());
                moved |= now != healthy(one.getKey());
                states.put(one.getKey(), now);
            }
        }
    }

    private boolean count(Calculated config) {
        long healthyChildren = config.children().stream().filter(this::healthy).count();
        return config.standing().healthy(HealthRule.enough(healthyChildren, config.threshold()));
    }

    /** Whether a health check's state depends on another's, which may be itself. */
    synchronized boolean depends(String id, String on) {
        if (id.equals(on)) {
            return true;
        }
        Calculated config = calculated.get(id);
        return config != null && config.children().stream().anyMatch(child -> depends(child, on));
    }
}
