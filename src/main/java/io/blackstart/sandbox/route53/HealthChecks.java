package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The health checks of the account, with their checkers. */
final class HealthChecks implements AutoCloseable {
    private static final int REFERENCE_MAX = 64;

    /** AWS's quota. */
    private static final int CHECKS_MAX = 200;

    /** Hears of a health check before its checkers start. */
    interface Arrivals {
        void arrived(String id, boolean healthy);
    }

    private record Running(HealthCheck check, CheckerFleet fleet) {}

    private final CheckerFleet.Drive drive;
    private final Arrivals arrivals;
    // guarded by this, both of them
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, String> idsByReference = new LinkedHashMap<>();

    HealthChecks(CheckerFleet.Drive drive, Arrivals arrivals) {
        this.drive = drive;
        this.arrivals = arrivals;
    }

    /** Creates a health check, or finds the one that the same request created before. */
    synchronized HealthCheck create(String reference, HealthCheckConfig config) {
        if (reference.length() > REFERENCE_MAX) {
            throw new AwsFault(
                    400, "InvalidInput", "CallerReference is longer than " + REFERENCE_MAX);
        }
        String known = idsByReference.get(reference);
        if (known != null) {
            Running same = running.get(known);
            if (same != null && same.check.config().equals(config)) {
                return same.check;
            }
            throw new AwsFault(
                    409,
                    "HealthCheckAlreadyExists",
                    "A health check with the caller reference "
                            + reference
                            + " exists with other settings, or was deleted");
        }
        if (running.size() >= CHECKS_MAX) {
            throw new AwsFault(
                    400, "TooManyHealthChecks", "there are " + CHECKS_MAX + " health checks");
        }
        HealthCheck check = new HealthCheck(UUID.randomUUID().toString(), reference, config, 1);
        arrivals.arrived(check.id(), initial(config));
        idsByReference.put(reference, check.id());
        running.put(check.id(), new Running(check, new CheckerFleet(check.id(), config, drive)));
        return check;
    }

    private static boolean initial(HealthCheckConfig config) {
        return HealthRule.healthy(1, 1, config.disabled(), config.inverted());
    }

    /** A health check by id. */
    synchronized HealthCheck find(String id) {
        return running(id).check;
    }

    /** All health checks, oldest first. */
    synchronized List<HealthCheck> all() {
        return running.values().stream().map(Running::check).toList();
    }

    synchronized boolean exists(String id) {
        return running.containsKey(id);
    }

    /** What the checkers of a health check saw last. */
    synchronized List<CheckerFleet.Sighting> sightings(String id) {
        return running(id).fleet.sightings();
    }

    /** The last failures that the checkers of a health check saw. */
    synchronized List<CheckerFleet.Sighting> failures(String id) {
        return running(id).fleet.failures();
    }

    /**
     * Changes a health check.
     *
     * @param version that the caller thinks it has, or 0
     */
    synchronized HealthCheck update(
            String id, long version, UnaryOperator<HealthCheckConfig> change) {
        Running old = running(id);
        if (version != 0 && version != old.check.version()) {
            throw new AwsFault(
                    409,
                    "HealthCheckVersionMismatch",
                    "The health check has version " + old.check.version() + ", not " + version);
        }
        HealthCheck changed =
                new HealthCheck(
                        id,
                        old.check.callerReference(),
                        change.apply(old.check.config()),
                        old.check.version() + 1);
        running.put(id, new Running(changed, old.fleet));
        old.fleet.update(changed.config());
        return changed;
    }

    /** Deletes a health check, even if a record still refers to it. */
    synchronized void delete(String id) {
        running(id).fleet.close();
        running.remove(id);
    }

    private Running running(String id) {
        Running found = running.get(id);
        if (found == null) {
            throw new AwsFault(
                    404,
                    "NoSuchHealthCheck",
                    "No health check exists with the specified ID: " + id);
        }
        return found;
    }

    /** Deletes all health checks. */
    synchronized void clear() {
        close();
        running.clear();
        idsByReference.clear();
    }

    /** Stops all checkers. */
    @Override
    public synchronized void close() {
        running.values().forEach(one -> one.fleet.close());
    }
}
