package io.blackstart.drill;

import io.blackstart.evidence.Event;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Plan;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Service;
import io.blackstart.probe.CheckerProbe;
import io.blackstart.probe.ControlTarget;
import io.blackstart.probe.EndpointProbe;
import io.blackstart.probe.Heartbeat;
import io.blackstart.probe.ReplicationProbe;
import io.blackstart.probe.Schedule;
import io.blackstart.run.AcknowledgedWrites;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import okhttp3.OkHttpClient;

import software.amazon.awssdk.services.route53.Route53Client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything that watches a run, and how often. */
final class WatchList {
    private static final Duration ENDPOINT_EVERY = Duration.ofMillis(50);
    private static final Duration ENDPOINT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration REPLICATION_EVERY = Duration.ofMillis(500);
    private static final Duration REPLICATION_PATIENCE = Duration.ofSeconds(5);

    /** AWS asks not to poll health check status faster than this; divided by a sandbox's speed. */
    private static final Duration CHECKERS_EVERY = Duration.ofSeconds(2);

    private final Plan plan;
    private final Environment environment;
    private final RunClock clock;
    private final Consumer<Event> evidence;

    WatchList(Plan plan, RunClock clock, Consumer<Event> evidence) {
        this.plan = plan;
        this.environment = plan.environment();
        this.clock = clock;
        this.evidence = evidence;
    }

    List<Watch> of(
            String passive,
            Service service,
            OkHttpClient trusting,
            Route53Client route53,
            AcknowledgedWrites acknowledged)
            throws IOException {
        List<Watch> watches = new ArrayList<>();
        watches.add(new Heartbeat(clock, evidence));
        watches.add(new ControlTarget(clock, evidence));
        watches.addAll(
                new DnsWatches(environment, plan.experiment().load().dns(), clock, evidence)
                        .of(route53, plan.speed()));
        for (String region : environment.regions()) {
            EndpointProbe probe =
                    new EndpointProbe(clock, region, trusting, service, ENDPOINT_TIMEOUT, evidence);
            watches.add(new Schedule(clock, "endpoint " + region, ENDPOINT_EVERY, probe));
        }
        if (plan.experiment().load().writes().value() > 0) {
            ReplicationProbe probe =
                    new ReplicationProbe(
                            clock,
                            passive,
                            trusting,
                            service,
                            new OrderIds(plan.runId()),
                            acknowledged,
                            REPLICATION_PATIENCE,
                            evidence);
            watches.add(new Schedule(clock, "replication", REPLICATION_EVERY, probe));
        }
        environment
                .dns()
                .healthCheckId()
                .map(id -> new CheckerProbe(clock, route53, id, evidence))
                .map(probe ->
                        new Schedule(
                                clock, "checkers", CHECKERS_EVERY.dividedBy(plan.speed()), probe))
                .ifPresent(watches::add);
        return watches;
    }
}
