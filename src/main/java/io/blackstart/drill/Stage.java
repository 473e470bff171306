package io.blackstart.drill;

import io.blackstart.aws.AwsClients;
import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.EndpointProbed;
import io.blackstart.evidence.Event.GuardRailAsked;
import io.blackstart.evidence.Event.RolesFound;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Fault;
import io.blackstart.experiment.FisTemplate;
import io.blackstart.experiment.Plan;
import io.blackstart.experiment.Sending;
import io.blackstart.http.OrderIds;
import io.blackstart.http.PromptSockets;
import io.blackstart.http.Service;
import io.blackstart.http.Trust;
import io.blackstart.load.DnsUpstream;
import io.blackstart.load.OpenLoad;
import io.blackstart.load.OrderCall;
import io.blackstart.load.OrderCourier;
import io.blackstart.load.OrderReadBack;
import io.blackstart.load.OrderRoutes;
import io.blackstart.load.Users;
import io.blackstart.probe.FailoverReader;
import io.blackstart.probe.RemoteClocks;
import io.blackstart.probe.RoleFinder;
import io.blackstart.run.AbortWatch;
import io.blackstart.run.AcknowledgedWrites;
import io.blackstart.run.EvidenceLog;
import io.blackstart.run.FaultInjector;
import io.blackstart.run.OffPeakRule;
import io.blackstart.run.RunClock;
import io.blackstart.run.Runner;
import io.blackstart.run.SteadyStateWatch;
import io.blackstart.run.StopSignal;
import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

import software.amazon.awssdk.services.route53.Route53Client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Everything that one run of a plan needs, built and connected, and taken down again. */
final class Stage {

    private static final double CLEAN_UP_TIMES_LOAD = 5;

    private final Plan plan;
    private final Experiment experiment;
    private final Environment environment;
    private final RunClock clock;
    private final EvidenceLog log;
    private final UndoJournal journal;
    private final Optional<Rehearsal> rehearsal;
    private final StopSignal stop;
    private final RemoteClocks clocks;
    private final AwsClients aws;
    private final Service service;
    private final OkHttpClient trusting;
    private final OrderIds ids;
    private final OrderCall orders;
    private final List<Consumer<Event>> followers = new CopyOnWriteArrayList<>();

    Stage(
            Plan plan,
            RunClock clock,
            EvidenceLog log,
            Consumer<Event> live,
            UndoJournal journal,
            Optional<Rehearsal> rehearsal,
            StopSignal stop)
            throws IOException {
        this.plan = plan;
        this.experiment = plan.experiment();
        this.environment = plan.environment();
        this.clock = clock;
        this.log = log;
        this.journal = journal;
        this.rehearsal = rehearsal;
        this.stop = stop;
        this.clocks = new RemoteClocks(clock, InstantSource.system(), this::accept);
        this.aws = new AwsClients(plan.kind().equals("sandbox"), clocks::of);
        this.service = new Service(environment.service(), Stage::variable);
        this.trusting = trusting(environment.service().trust());
        this.ids = new OrderIds(plan.runId());
        Sending sending = experiment.load().sending();
        this.orders =
                new OrderCall(
                        service.with(sending.headers(), Stage::variable),
                        ids,
                        sending.payloadBytes());
        followers.add(live);
        // requests are many: who follows them does so behind the evidence, off the requests'
        // threads
        log.follow(event -> {
            if (event instanceof Event.RequestEnded) {
                tell(event);
            }
        });
    }

    void run() throws IOException, InterruptedException {
        DnsUpstream upstream =
                new DnsUpstream(
                        Vantage.servers(environment.dns(), experiment.load().dns().via()),
                        experiment.load().dns().family(),
                        plan.speed());
        OkHttpClient user =
                trusting.newBuilder().dns(upstream).retryOnConnectionFailure(false).build();
        switch (new RoleFinder(user, service).find(environment.regions())) {
            case RoleFinder.Found.Unclear(String why) -> refuse(why);
            case RoleFinder.Found.Roles roles -> {
                accept(new RolesFound(clock.elapsed(), roles.active(), roles.passive()));
                try (Route53Client route53 = aws.route53(environment.dnsAccount())) {
                    withRoles(roles, upstream, user, route53);
                }
            }
        }
        trusting.dispatcher().executorService().shutdown();
    }

    private void refuse(String why) {
        accept(new GuardRailAsked(clock.elapsed(), "roles", false, why));
        accept(new RunEnded(clock.elapsed(), Ended.REFUSED, why, List.of()));
    }

    private void withRoles(
            RoleFinder.Found.Roles roles,
            DnsUpstream upstream,
            OkHttpClient user,
            Route53Client route53)
            throws IOException, InterruptedException {
        accept(
                FailoverReader.read(
                        clock,
                        route53,
                        environment.dns().healthCheckId(),
                        Vantage.servers(environment.dns(), Vantage.AUTHORITATIVE).getFirst(),
                        environment.dns().name(),
                        plan.speed()));
        SteadyStateWatch steadyState =
                new SteadyStateWatch(experiment.steadyState(), roles.active(), roles.passive());
        followers.add(steadyState);
        followers.add(
                new AbortWatch(
                        experiment.guardRails().abortWhen(),
                        roles.active(),
                        roles.passive(),
                        stop));
        followers.add(pointOfNoReturn(roles.passive()));
        AcknowledgedWrites acknowledged = new AcknowledgedWrites();
        Users users =
                new Users(
                        trusting,
                        experiment.load(),
                        service.contract().url(),
                        upstream,
                        clock::elapsed);
        OpenLoad load =
                new OpenLoad(
                        clock,
                        experiment.load(),
                        users,
                        orders,
                        acknowledged,
                        descriptors(),
                        this::accept);
        if (experiment.load().writes().value() > 0) {
            journal.write(new UndoEntry.WritesIntended(ids.prefix()));
            followers.add(event -> {
                if (event instanceof Event.CleanedUp cleaned) {
                    journal.write(new UndoEntry.WritesCleaned(cleaned.left()));
                }
            });
        }
        OrderReadBack readBack =
                new OrderReadBack(
                        clock,
                        service.contract(),
                        new OrderRoutes(() -> toSurvivors(user), region -> straight(user, region)),
                        ids,
                        load::attempted,
                        experiment.load().requestsPerSecond() * CLEAN_UP_TIMES_LOAD,
                        this::accept);
        try (Injection fault = Injection.of(plan, roles, aws, clock, journal, this::accept)) {
            new Runner(
                            experiment.timeline(),
                            experiment.guardRails(),
                            new Runner.Parts(
                                    clock,
                                    load,
                                    guardRails(),
                                    rehearsal
                                            .map(known -> known.fault(clock, this::accept))
                                            .orElse(fault.injector()),
                                    readBack,
                                    new WatchList(plan, clock, clocks, this::accept)
                                            .of(roles, service, trusting, route53, acknowledged),
                                    steadyState,
                                    stop,
                                    this::accept,
                                    log::sync))
                    .run();
        } finally {
            users.close();
        }
    }

    /** Where the surviving writes are: with the region that takes writes now. */
    private OrderCourier toSurvivors(OkHttpClient user) {
        return new RoleFinder(user, service)
                .writer(environment.regions())
                .map(writer -> straight(user, writer))
                .orElseGet(() ->
                        new OrderCourier(
                                user.newBuilder().connectionPool(new ConnectionPool()).build(),
                                service,
                                Optional.empty()));
    }

    private OrderCourier straight(OkHttpClient user, String region) {
        return new OrderCourier(
                user.newBuilder()
                        .connectionPool(new ConnectionPool())
                        .dns(service.straightTo(region))
                        .build(),
                service,
                Optional.of(region));
    }

    private List<FaultInjector.Answer> guardRails() {
        List<FaultInjector.Answer> answers = new ArrayList<>();
        environment
                .window()
                .ifPresent(window -> answers.add(OffPeakRule.ask(window, Instant.now())));
        if (!plan.kind().equals("sandbox") && experiment.fault() instanceof Fault.Inline inline) {
            boolean stops = FisTemplate.stopsOnAlarm(inline);
            answers.add(
                    new FaultInjector.Answer(
                            "FIS stop condition",
                            stops,
                            stops
                                    ? "an alarm stops the experiment"
                                    : "outside a sandbox a fault needs an alarm that stops it, not"
                                            + " none"));
        }
        return answers;
    }

    /**
     * Takes down, once, that the passive region takes writes: lifting the fault may bring a stale
     * writer back.
     */
    private Consumer<Event> pointOfNoReturn(String passive) {
        boolean[] written = {false}; // guarded by the array
        return event -> {
            if (event instanceof EndpointProbed probe
                    && probe.region().equals(passive)
                    && probe.writer().orElse(false)) {
                synchronized (written) {
                    if (!written[0]) {
                        written[0] = true;
                        journal.write(
                                new UndoEntry.PointOfNoReturn(
                                        passive + " was seen to take writes"));
                    }
                }
            }
        };
    }

    private void accept(Event event) {
        log.accept(event);
        if (!(event instanceof Event.RequestEnded)) {
            tell(event);
        }
    }

    /** Hands an event to every follower; one that fails is a bug, which ends the run, and mends. */
    private void tell(Event event) {
        for (Consumer<Event> follower : followers) {
            try {
                follower.accept(event);
            } catch (RuntimeException bug) {
                stop.stop(Ended.FAILED, "a bug while recording " + event + ": " + bug);
            }
        }
    }

    private static OkHttpClient trusting(Optional<String> pemFile) throws IOException {
        OkHttpClient.Builder client = new OkHttpClient.Builder().socketFactory(new PromptSockets());
        return pemFile.isPresent()
                ? Trust.only(Files.readString(Path.of(pemFile.get())), client).build()
                : client.build();
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 1024;
    }
}
