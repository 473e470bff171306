package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.HealthCheckConfig.Calculated;
import io.blackstart.sandbox.route53.HealthCheckConfig.Checked;
import io.blackstart.sandbox.route53.HealthCheckConfig.Metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

/** The health checks of the account. */
final class HealthChecks implements AutoCloseable {
    private static final int REFERENCE_MAX = 64;

    /** AWS's quota. */
    private static final int CHECKS_MAX = 200;

    /** Hears of a health check before anybody watches for it. */
    interface Arrivals {
        void arrived(String id, boolean healthy);
    }

    private final Watching watching;
    private final HealthStates states;
    private final Arrivals arrivals;
    // guarded by this, both of them
    private final Map<String, HealthCheck> checks = new LinkedHashMap<>();
    private final Map<String, String> idsByReference = new LinkedHashMap<>();

    HealthChecks(Watching watching, HealthStates states, Arrivals arrivals) {
        this.watching = watching;
        this.states = states;
        this.arrivals = arrivals;
    }

    /** Creates a health check, or finds the one that the same request created before. */
    synchronized HealthCheck create(String reference, HealthCheckConfig config) {
        if (reference.length() > REFERENCE_MAX) {
            throw refused("CallerReference is longer than " + REFERENCE_MAX);
        }
        String known = idsByReference.get(reference);
        if (known != null) {
            return same(known, reference, config);
        }
        if (checks.size() >= CHECKS_MAX) {
            throw new AwsFault(
                    400, "TooManyHealthChecks", "there are " + CHECKS_MAX + " health checks");
        }
        String id = UUID.randomUUID().toString();
        requireChildren(id, children(config));
        HealthCheck check = new HealthCheck(id, reference, config, 1);
        arrivals.arrived(id, watching.begin(id, config));
        idsByReference.put(reference, id);
        checks.put(id, check);
        watching.start(id, config);
        return check;
    }

    private HealthCheck same(String id, String reference, HealthCheckConfig config) {
        HealthCheck same = checks.get(id);
        if (same != null && same.config().equals(config)) {
            return same;
        }
        throw new AwsFault(
                409,
                "HealthCheckAlreadyExists",
                "A health check with the caller reference "
                        + reference
                        + " exists with other settings, or was deleted");
    }

    private static List<String> children(HealthCheckConfig config) {
        return switch (config) {
            case Calculated calculated -> calculated.children();
            case Checked _, Metric _ -> List.of();
        };
    }

    private void requireChildren(String id, List<String> children) {
        for (String child : children) {
            if (!checks.containsKey(child)) {
                throw refused("no child health check exists with the ID " + child);
            }
            if (states.depends(child, id)) {
                throw refused("the health check would depend on itself through " + child);
            }
        }
    }

    private static AwsFault refused(String why) {
        return new AwsFault(400, "InvalidInput", why);
    }

    /** A health check by id. */
    synchronized HealthCheck find(String id) {
        HealthCheck found = checks.get(id);
        if (found == null) {
            throw new AwsFault(
                    404,
                    "NoSuchHealthCheck",
                    "No health check exists with the specified ID: " + id);
        }
        return found;
    }

    /** All health checks, oldest first. */
    synchronized List<HealthCheck> all() {
        return List.copyOf(checks.values());
    }

    synchronized boolean exists(String id) {
        return checks.containsKey(id);
    }

    /**
     * Changes a health check.
     *
     * @param version whether the caller is content with the version that is there
     */
    synchronized HealthCheck update(
            String id, LongPredicate version, UnaryOperator<HealthCheckConfig> change) {
        HealthCheck old = find(id);
        if (!version.test(old.version())) {
            throw new AwsFault(
                    409,
                    "HealthCheckVersionMismatch",
                    "The health check has been changed: its version is " + old.version());
        }
        HealthCheckConfig config = change.apply(old.config());
        // a child that was there before may have been deleted meanwhile
        List<String> added = new ArrayList<>(children(config));
        added.removeAll(children(old.config()));
        requireChildren(id, added);
        HealthCheck changed = new HealthCheck(id, old.callerReference(), config, old.version() + 1);
        checks.put(id, changed);
        watching.update(id, config);
        return changed;
    }

    /** Deletes a health check, even if a record or another health check still refers to it. */
    synchronized void delete(String id) {
        find(id);
        watching.stop(id);
        checks.remove(id);
    }

    /** Forgets all health checks, and which ones there ever were. */
    synchronized void reset() {
        List.copyOf(checks.keySet()).forEach(this::delete);
        idsByReference.clear();
    }

    /** Stops watching. */
    @Override
    public void close() {
        watching.close();
    }
}
