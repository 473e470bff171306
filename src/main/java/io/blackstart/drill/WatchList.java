package io.blackstart.drill;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Control;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Plan;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Service;
import io.blackstart.probe.CheckerProbe;
import io.blackstart.probe.ControlProbe;
import io.blackstart.probe.ControlTarget;
import io.blackstart.probe.EndpointProbe;
import io.blackstart.probe.HarnessWatch;
import io.blackstart.probe.ProcFiles;
import io.blackstart.probe.RemoteClocks;
import io.blackstart.probe.ReplicationProbe;
import io.blackstart.probe.RoleFinder;
import io.blackstart.probe.Schedule;
import io.blackstart.probe.ThisMachine;
import io.blackstart.run.AcknowledgedWrites;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import okhttp3.OkHttpClient;

import software.amazon.awssdk.services.route53.Route53Client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything that watches a run, and how often. */
final class WatchList {
    private static final Duration ENDPOINT_EVERY = Duration.ofMillis(50);
    private static final Duration ENDPOINT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration CONTROL_EVERY = Duration.ofSeconds(1);
    private static final Duration SAME_REGION_EVERY = Duration.ofMillis(200);
    private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLOCKS_EVERY = Duration.ofSeconds(10);
    private static final Duration REPLICATION_EVERY = Duration.ofMillis(500);
    private static final Duration REPLICATION_PATIENCE = Duration.ofSeconds(5);

    /** AWS asks not to poll health check status faster than this; divided by a sandbox's speed. */
    private static final Duration CHECKERS_EVERY = Duration.ofSeconds(2);

    private final Plan plan;
    private final Environment environment;
    private final RunClock clock;
    private final RemoteClocks clocks;
    private final Consumer<Event> evidence;

    WatchList(Plan plan, RunClock clock, RemoteClocks clocks, Consumer<Event> evidence) {
        this.plan = plan;
        this.environment = plan.environment();
        this.clock = clock;
        this.clocks = clocks;
        this.evidence = evidence;
    }

    List<Watch> of(
            RoleFinder.Found.Roles roles,
            Service service,
            OkHttpClient trusting,
            Route53Client route53,
            AcknowledgedWrites acknowledged)
            throws IOException {
        List<Watch> watches = new ArrayList<>();
        ProcFiles proc = new ProcFiles(Path.of("/proc"));
        watches.add(new HarnessWatch(clock, new ThisMachine(proc), evidence));
        watches.add(new ControlTarget(clock, evidence));
        watches.addAll(controls(roles, trusting));
        watches.add(new Schedule(clock, "clocks", CLOCKS_EVERY, clocks));
        watches.addAll(
                new DnsWatches(environment, plan.experiment().load().dns(), clock, evidence)
                        .of(route53, plan.speed()));
        for (String region : environment.regions()) {
            EndpointProbe probe =
                    new EndpointProbe(
                            clock,
                            region,
                            trusting.newBuilder().addNetworkInterceptor(clocks.of(region)).build(),
                            service,
                            ENDPOINT_TIMEOUT,
                            evidence);
            watches.add(new Schedule(clock, "endpoint " + region, ENDPOINT_EVERY, probe));
        }
        if (plan.experiment().load().writes().value() > 0) {
            ReplicationProbe probe =
                    new ReplicationProbe(
                            clock,
                            roles.passive(),
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

    /** What the environment names besides the echo on loopback, which is always asked. */
    private List<Watch> controls(RoleFinder.Found.Roles roles, OkHttpClient trusting) {
        Environment.Control control = environment.control();
        List<Watch> watches = new ArrayList<>();
        control.url()
                .map(url -> control(Control.OUTSIDE, url, trusting, CONTROL_EVERY))
                .ifPresent(watches::add);
        Optional.ofNullable(control.sameRegion().get(roles.active()))
                .map(url -> control(Control.SAME_REGION, url, trusting, SAME_REGION_EVERY))
                .ifPresent(watches::add);
        return watches;
    }

    private Watch control(Control which, URI url, OkHttpClient trusting, Duration every) {
        ControlProbe probe =
                new ControlProbe(clock, which, trusting, url.toString(), CONTROL_TIMEOUT, evidence);
        return new Schedule(clock, "control", every, probe);
    }
}
