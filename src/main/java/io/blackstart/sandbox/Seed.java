package io.blackstart.sandbox;

import io.blackstart.sandbox.route53.Seeding;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A failover pair to begin with: its zone, an HTTPS health check of {@code /healthz} for each side
 * that has one, and its records.
 *
 * @param zone name of the hosted zone
 * @param name name of the failover pair, inside the zone
 * @param port HTTPS port that is checked on both sides
 * @param names how the pair and its health checks are made
 */
public record Seed(
        String zone,
        String name,
        ControlPlane.Side primary,
        ControlPlane.Side secondary,
        int port,
        SandboxSettings.Names names) {

    /** Ids of what was created; a side without a check has none. */
    public record Seeded(
            String hostedZoneId,
            Optional<String> primaryCheckId,
            Optional<String> secondaryCheckId) {}

    /** Posts it to Route 53's endpoint; returns when the name servers answer the pair. */
    Seeded post(URI endpoint) throws IOException, InterruptedException {
        try (Seeding seeding = new Seeding(endpoint)) {
            String zoneId = seeding.zone(zone);
            Seeding.Side first = side(seeding, primary, names.primaryCheck());
            Seeding.Side second = side(seeding, secondary, names.secondaryCheck());
            seeding.pair(zoneId, name, names, first, second);
            return new Seeded(zoneId, first.checkId(), second.checkId());
        }
    }

    private Seeding.Side side(Seeding seeding, ControlPlane.Side side, boolean checked)
            throws IOException, InterruptedException {
        Optional<String> check = Optional.empty();
        if (checked) {
            check =
                    Optional.of(
                            seeding.check(
                                    side.ip(), name, port, names.interval(), names.threshold()));
        }
        return new Seeding.Side(side.region(), side.ip(), side.loadBalancer(), check);
    }
}
