package io.blackstart.probe;

import io.blackstart.dns.DnsServer;
import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.FailoverConfigured;
import io.blackstart.run.RunClock;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads how the failover is set up, for predictions and for the detection's bounds. */
public final class FailoverReader {
    private FailoverReader() {}

    /**
     * What can be read of the health check and the record's TTL.
     *
     * @param speed of the cloud's clock, by which the TTL on the wire was divided
     * @return the configuration, or a note that says what could not be read: then what depends on
     *     it stays unknown
     */
    public static Event read(
            RunClock clock,
            Route53Client route53,
            Optional<String> healthCheckId,
            DnsServer authoritative,
            String name,
            int speed) {
        if (healthCheckId.isEmpty()) {
            return new Event.Noted(
                    clock.elapsed(),
                    "dns.healthCheckId is not given: the detection is seen through DNS only");
        }
        String id = healthCheckId.get();
        try {
            HealthCheckConfig config =
                    route53.getHealthCheck(request -> request.healthCheckId(id))
                            .healthCheck()
                            .healthCheckConfig();
            int checkers =
                    route53.getHealthCheckStatus(request -> request.healthCheckId(id))
                            .healthCheckObservations()
                            .size();
            long ttlSeconds = authoritative.ask(name).ttlSeconds() * speed;
            return new FailoverConfigured(
                    clock.elapsed(),
                    id,
                    Duration.ofSeconds(config.requestInterval()),
                    config.failureThreshold(),
                    checkers,
                    Duration.ofSeconds(ttlSeconds));
        } catch (SdkException | IOException e) {
            return new Event.Noted(
                    clock.elapsed(),
                    "the failover's configuration could not be read: " + e.getMessage());
        }
    }
}
