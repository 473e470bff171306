package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.route53.HostedZone.Recovery;

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

    private static final int COMMENT_MAX = 256;

    /** AWS's quota. */
    private static final int ZONES_MAX = 500;

    /** Changes that can be asked for; older ones are forgotten. */
    private static final int CHANGES_MAX = 10_000;

    /** A change as GetChange tells it. */
    record ChangeInfo(String id, boolean inSync, Instant submitted, String comment) {}

    /** What the zones lean on. */
    record Surroundings(
            CloudTimer timer,
            Predicate<String> healthCheckExists,
            Predicate<String> loadBalancerExists,
            Consumer<HostedZone> publish,
            Consumer<String> withdraw) {}

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
        checkComment(comment);
        HostedZone zone =
                HostedZone.create(newId("Z"), checkedName(name), callerReference, comment);
        zones.put(zone.id(), zone);
        return new Created(zone, submit(() -> surroundings.publish.accept(zone), ""));
    }

    /** A domain name that a zone can have, as it is kept. */
    static String checkedName(String name) {
        String canonical = DomainName.canonical(name);
        try {
            if (DomainName.dns(canonical).labels() >= 2) {
                return canonical;
            }
        } catch (TextParseException e) {
            throw new AwsFault(
                    400, "InvalidDomainName", "The domain name " + name + " is not valid: " + e);
        }
        throw new AwsFault(400, "InvalidDomainName", name + " is no domain");
    }

    private static void checkComment(String comment) {
        if (comment.length() > COMMENT_MAX) {
            throw new AwsFault(400, "InvalidInput", "Comment is longer than " + COMMENT_MAX);
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
        HostedZone changed = zone.withRecords(batch.apply(zone, surroundings.loadBalancerExists));
        zones.put(zoneId, changed);
        return submit(() -> surroundings.publish.accept(changed), batch.comment());
    }

    /** Deletes a zone that has nothing but its own SOA and NS left. */
    synchronized ChangeInfo delete(String id) {
        if (!find(id).isEmpty()) {
            throw new AwsFault(
                    400,
                    "HostedZoneNotEmpty",
                    "The specified hosted zone contains non-required resource record sets  and so"
                            + " cannot be deleted.");
        }
        zones.remove(id);
        return submit(() -> surroundings.withdraw.accept(id), "");
    }

    /** Says something else about a zone; an empty comment takes the old one away. */
    synchronized HostedZone comment(String id, String comment) {
        checkComment(comment);
        HostedZone changed = find(id).withComment(comment);
        zones.put(id, changed);
        return changed;
    }

    /** Switches a zone's accelerated recovery; it takes as long as a change of records. */
    synchronized void recovery(String id, boolean enable) {
        zones.put(id, find(id).with(enable ? Recovery.ENABLING : Recovery.DISABLING));
        surroundings.timer.after(CHANGE_DELAY, () -> recoverySettled(id));
    }

    private synchronized void recoverySettled(String id) {
        zones.computeIfPresent(
                id,
                (_, zone) ->
                        switch (zone.recovery().orElse(Recovery.DISABLED)) {
                            case ENABLING, ENABLED -> zone.with(Recovery.ENABLED);
                            case DISABLING, DISABLED -> zone.with(Recovery.DISABLED);
                        });
    }

    /** Forgets everything; no name server answers anything any more. */
    synchronized void clear() {
        zones.keySet().forEach(surroundings.withdraw);
        zones.clear();
        changes.clear();
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

    private ChangeInfo submit(Runnable arrival, String comment) {
        ChangeInfo change = new ChangeInfo(newId("C"), false, Instant.now(), comment);
        changes.put(change.id(), change);
        if (changes.size() > CHANGES_MAX) {
            changes.remove(changes.keySet().iterator().next());
        }
        surroundings.timer.after(CHANGE_DELAY, () -> settled(change, arrival));
        return change;
    }

    private synchronized void settled(ChangeInfo change, Runnable arrival) {
        if (!changes.containsKey(change.id())) {
            // everything was forgotten meanwhile
            return;
        }
        arrival.run();
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
