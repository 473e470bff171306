package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.CheckersSaid;
import io.blackstart.evidence.Event.Observation;
import io.blackstart.run.RunClock;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheckObservation;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What each of Route 53's checkers last saw, through the API. */
public final class CheckerProbe implements Runnable {
    private final RunClock clock;
    private final Route53Client route53;
    private final String healthCheckId;
    private final Consumer<Event> evidence;

    /** A probe of that health check. */
    public CheckerProbe(
            RunClock clock, Route53Client route53, String healthCheckId, Consumer<Event> evidence) {
        this.clock = clock;
        this.route53 = route53;
        this.healthCheckId = healthCheckId;
        this.evidence = evidence;
    }

    @Override
    public void run() {
        Duration asked = clock.elapsed();
        try {
            List<Observation> observations =
                    route53
                            .getHealthCheckStatus(request -> request.healthCheckId(healthCheckId))
                            .healthCheckObservations()
                            .stream()
                            .map(CheckerProbe::observation)
                            .toList();
            evidence.accept(new CheckersSaid(clock.elapsed(), asked, healthCheckId, observations));
        } catch (SdkException e) {
            evidence.accept(
                    new Event.Noted(clock.elapsed(), "asking the checkers: " + e.getMessage()));
        }
    }

    private static Observation observation(HealthCheckObservation seen) {
        String status = seen.statusReport().status();
        return new Observation(
                seen.regionAsString() + "/" + seen.ipAddress(),
                status.startsWith("Success"),
                seen.statusReport().checkedTime(),
                status);
    }
}
