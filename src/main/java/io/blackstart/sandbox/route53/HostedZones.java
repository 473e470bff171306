package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.CloudTimer;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The hosted zones of the account and the changes on their way to the name servers. */
final class HostedZones {
    /** From a change's acceptance to the name servers. AWS says: generally within 60 seconds. */
    private static final Duration CHANGE_DELAY = Duration.ofSeconds(1);

    private static final int REFERENCE_MAX = 128;

    /** AWS's quota. */
    private static final int ZONES_MAX = 500;

    /** A change as GetChange tells it. */
    record ChangeInfo(String id, boolean inSync, Instant submitted, String comment) {}

    /** What the zones lean on. */
    record Surroundings(
            CloudTimer timer,
            Predicate<String> healthCheckExists,
            Predicate<String> loadBalancerExists,
            Consumer<HostedZone> publish) {}

    /** A new zone and the change that brings it to the name servers. */
    record Created(HostedZone zone, ChangeInfo change) {}

    private final Surroundings surroundings;
    // guarded by this, both of them
    private final Map<String, HostedZone> zones = new LinkedHashMap<>();
    private final Map<String, ChangeInfo> changes = new LinkedHashMap<>();

    HostedZones(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Creates a zone. */
    synchronized Created create(String name, String callerReference, String comment) {
        if (callerReference.length() > REFERENCE_MAX) {
            throw new AwsFault(
                    400, "InvalidInput", "CallerReference is longer than " + REFERENCE_MAX);
        }
        if (zones.values().stream().anyMatch(z -> z.callerReference().equals(callerReference))) {
            throw new AwsFault(
                    409,
                    "HostedZoneAlreadyExists",
                    "A hosted zone has already been created with the specified caller reference.");
        }
        if (zones.size() >= ZONES_MAX) {
            throw new AwsFault(400, "TooManyHostedZones", "there are " + ZONES_MAX + " zones");
        }
        checkName(name);
        HostedZone zone =
                HostedZone.create(newId("Z"), RecordSetXml.name(name), callerReference, comment);
        zones.put(zone.id(), zone);
        return new Created(zone, submit(zone, ""));
    }

    private static void checkName(String name) {
        try {
            Name parsed = Name.fromString(name, Name.root);
            if (parsed.labels() < 2) {
                throw new AwsFault(400, "InvalidDomainName", name + " is no domain");
            }
        } catch (TextParseException e) {
            throw new AwsFault(
                    400, "InvalidDomainName", "The domain name " + name + " is not valid: " + e);
        }
    }

    /** A zone by id. */
    synchronized HostedZone find(String id) {
        HostedZone found = zones.get(id);
        if (found == null) {
            throw new AwsFault(404, "NoSuchHostedZone", "No hosted zone found with ID: " + id);
        }
        return found;
    }

    synchronized boolean exists(String id) {
        return zones.containsKey(id);
    }

    /** All zones, oldest first. */
    synchronized List<HostedZone> all() {
        return List.copyOf(zones.values());
    }

    /** All zones by name, from the last label to the first, then by id. */
    List<HostedZone> byName() {
        return all().stream()
                .sorted(
                        Comparator.comparing((HostedZone zone) -> RecordSet.reversed(zone.name()))
                                .thenComparing(HostedZone::id))
                .toList();
    }

    /** Changes records; the name servers follow later. */
    synchronized ChangeInfo change(String zoneId, ChangeBatch batch) {
        HostedZone zone = find(zoneId);
        for (String id : batch.healthCheckIds()) {
            if (!surroundings.healthCheckExists.test(id)) {
                throw new AwsFault(
                        404,
                        "NoSuchHealthCheck",
                        "No health check exists with the specified ID: " + id);
            }
        }
        HostedZone changed = zone.withRecords(batch.apply(zone.name(), zone.records()));
        for (RecordSet set : changed.records().values()) {
            if (set.content() instanceof RecordSet.Content.Alias(_, String target, _)
                    && !surroundings.loadBalancerExists.test(target)) {
                throw new AwsFault(
                        400,
                        "InvalidChangeBatch",
                        "[Tried to create an alias that targets %s, type %s, but there is no such load balancer in the sandbox]"
                                .formatted(target, set.type()));
            }
        }
        zones.put(zoneId, changed);
        return submit(changed, batch.comment());
    }

    /** A change by id. */
    synchronized ChangeInfo changeInfo(String id) {
        ChangeInfo found = changes.get(id);
        if (found == null) {
            throw new AwsFault(
                    404, "NoSuchChange", "A change with the specified change ID does not exist.");
        }
        return found;
    }

    private ChangeInfo submit(HostedZone zone, String comment) {
        ChangeInfo change = new ChangeInfo(newId("C"), false, Instant.now(), comment);
        changes.put(change.id(), change);
        surroundings.timer.after(
                CHANGE_DELAY,
                () -> {
                    if (exists(zone.id())) {
                        surroundings.publish.accept(zone);
                    }
                    settled(change);
                });
        return change;
    }

    /** Forgets all zones and changes; what is on its way does not arrive. */
    synchronized void clear() {
        zones.clear();
        changes.clear();
    }

    private synchronized void settled(ChangeInfo change) {
        changes.put(
                change.id(),
                new ChangeInfo(change.id(), true, change.submitted(), change.comment()));
    }

    private static String newId(String prefix) {
        return prefix
                + UUID.randomUUID()
                        .toString()
                        .replace("-", "")
                        .substring(0, 19)
                        .toUpperCase(Locale.ROOT);
    }
}
