package io.blackstart.drill;

import io.blackstart.aws.AwsClients;
import io.blackstart.evidence.Event;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Fault;
import io.blackstart.experiment.Plan;
import io.blackstart.experiment.RegionRole;
import io.blackstart.fault.DatabaseUndo;
import io.blackstart.fault.FisFault;
import io.blackstart.fault.FisTemplateSource;
import io.blackstart.fault.NoFault;
import io.blackstart.probe.RoleFinder;
import io.blackstart.run.FaultInjector;
import io.blackstart.run.RunClock;
import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import software.amazon.awssdk.services.fis.FisClient;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** A plan's fault, connected to the clouds that it is injected in and undone with. */
record Injection(FaultInjector injector, DatabaseUndo database, FisClient fis)
        implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_RDS_EVERY = Duration.ofSeconds(5);

    static Injection of(
            Plan plan,
            RoleFinder.Found.Roles roles,
            AwsClients aws,
            RunClock clock,
            UndoJournal journal,
            Consumer<Event> evidence) {
        Environment.Account account = plan.environment().faultAccount();
        String region = region(plan.experiment().fault(), roles);
        UndoEntry.FaultIntended intent =
                new UndoEntry.FaultIntended(
                        plan.kind(),
                        plan.runId(),
                        region,
                        account.endpoint().map(URI::toString).orElse(""),
                        account.profile().orElse(""));
        DatabaseUndo database =
                new DatabaseUndo(
                        clock,
                        () -> aws.rds(account, region),
                        intent,
                        journal,
                        LOOK_AT_RDS_EVERY.dividedBy(plan.speed()),
                        evidence);
        FisClient fis = aws.fis(account, region);
        return new Injection(
                switch (plan.experiment().fault()) {
                    case Fault.Nothing() -> new NoFault();
                    case Fault.Inline _, Fault.Existing _ ->
                            new FisFault(
                                    clock,
                                    fis,
                                    FisTemplateSource.of(plan),
                                    database,
                                    intent,
                                    journal,
                                    LOOK_EVERY.dividedBy(plan.speed()),
                                    evidence);
                },
                database,
                fis);
    }

    private static String region(Fault fault, RoleFinder.Found.Roles roles) {
        RegionRole role =
                switch (fault) {
                    case Fault.Nothing() -> RegionRole.ACTIVE;
                    case Fault.Inline(RegionRole region, _) -> region;
                    case Fault.Existing(RegionRole region, _) -> region;
                };
        return role == RegionRole.ACTIVE ? roles.active() : roles.passive();
    }

    @Override
    public void close() {
        database.close();
        fis.close();
    }
}
