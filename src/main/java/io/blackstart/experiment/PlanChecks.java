package io.blackstart.experiment;

import io.blackstart.experiment.Environment.DnsWatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an experiment asks for and its environment does not have. */
final class PlanChecks {
    private final Experiment experiment;
    private final Environment environment;
    private final int speed;
    private final Section root;

    private PlanChecks(Plan plan, Section root) {
        this.experiment = plan.experiment();
        this.environment = plan.environment();
        this.speed = plan.speed();
        this.root = root;
    }

    /**
     * Notes everything that does not fit.
     *
     * @param root the plan's experiment file, for the places of problems
     */
    static void check(Plan plan, Section root) {
        var checks = new PlanChecks(plan, root);
        checks.checkVantagePoints();
        checks.checkWrites();
        checks.checkProbes();
        checks.checkFault();
    }

    private void checkVantagePoints() {
        Environment.DnsNames names = environment.dns();
        List<String> servers = new ArrayList<>(names.vantagePoints());
        servers.removeAll(List.of(DnsWatch.SYSTEM, DnsWatch.JVM));
        checkVantage(
                root.section("load").section("dns"), "via", experiment.load().dns().via(), servers);
        List<String> watched = new ArrayList<>(names.vantagePoints());
        if (experiment.load().dns().family() == LoadProfile.Family.IPV6) {
            names.vantagePoints().stream().map(LoadProfile.Family.IPV6::at).forEach(watched::add);
        }
        Section budgets = root.section("budgets");
        Section flip = budgets.section("dnsFlip");
        for (Budget budget : experiment.budgets()) {
            if (budget instanceof Budget.DnsFlip(_, String vantage)) {
                if (flip.has("limit")) {
                    checkVantage(flip, "vantage", vantage, watched);
                } else if (flip.has(vantage)) {
                    checkVantage(flip, vantage, vantage, watched);
                } else {
                    checkVantage(budgets, "dnsFlip", vantage, watched);
                }
            }
        }
    }

    private static void checkVantage(
            Section section, String key, String vantage, List<String> known) {
        if (!known.contains(vantage)) {
            section.problem(
                    key,
                    '"'
                            + vantage
                            + "\" is no vantage point of the environment"
                            + (known.isEmpty()
                                    ? ", which has none; right would be dns.vantagePoints there"
                                    : "; right would be " + String.join(" or ", known)));
        }
    }

    private void checkWrites() {
        Environment.Service service = environment.service();
        if (experiment.load().writes().value() > 0 && service.write().isEmpty()) {
            root.section("load")
                    .problem(
                            "writes",
                            experiment.load().writes().text()
                                    + " cannot be sent: the environment has no service.write;"
                                    + " right would be to state it there, or writes: 0%");
        }
        checkKeys(service);
        if (service.survivors().isPresent()) {
            return;
        }
        String what =
                "lost writes cannot be counted: the environment has no service.survivors; right"
                        + " would be to state them there, or no such budget";
        Section budgets = root.section("budgets");
        for (String key : List.of("recoveryPoint", "lostWrites", "duplicatedWrites")) {
            if (budgets.has(key)) {
                budgets.keyProblem(key, what);
            }
        }
        if (budgets.section("failback").has("lostWrites")) {
            budgets.section("failback").keyProblem("lostWrites", what);
        }
    }

    private void checkKeys(Environment.Service service) {
        boolean known = service.write().flatMap(Environment.Write::withKey).isPresent();
        for (Section client : root.section("load").sections("clients")) {
            if (!known && client.flag("idempotencyKey").orElse(false)) {
                client.keyProblem(
                        "idempotencyKey",
                        "the environment does not say how a write carries a key; right would be"
                                + " service.write.withKey there, or to leave it out");
            }
        }
        Section budgets = root.section("budgets");
        if (budgets.has("duplicatedWrites")
                && service.survivors().orElse(null) instanceof Environment.Survivors.Each) {
            budgets.keyProblem(
                    "duplicatedWrites",
                    "what is there twice does not show when survivors are read one by one; right"
                            + " would be a list in service.survivors, or no such budget");
        }
    }

    private void checkProbes() {
        boolean reachable =
                environment.service().endpoints().keySet().containsAll(environment.regions());
        String what =
                "a region cannot be looked at by itself: the environment has no service.endpoints"
                        + " for both regions; right would be to state them there";
        for (Section item : root.sections("steadyState")) {
            boolean replication = item.text("probe").orElse("").equals("replication");
            if (replication && !reachable) {
                item.problem("probe", what);
            }
            if (replication && environment.service().write().isEmpty()) {
                item.problem(
                        "probe",
                        "replication is seen by writing and reading: the environment has no"
                                + " service.write; right would be to state it there");
            }
        }
        for (Section item : root.section("guardRails").sections("abortWhen")) {
            if (!reachable) {
                item.problem("probe", what);
            }
        }
    }

    private void checkFault() {
        Environment.Account account = environment.faultAccount();
        switch (experiment.fault()) {
            case Fault.Nothing _ -> {}
            case Fault.Existing _ -> {
                if (account.profile().isEmpty()
                        && account.fisRoleArn().isEmpty()
                        && account.endpoint().isEmpty()) {
                    root.keyProblem(
                            "fault",
                            "needs an account to break things in; right would be accounts.fault in"
                                    + " the environment, such as {profile: gameday}");
                }
            }
            case Fault.Inline inline -> {
                if (account.fisRoleArn().isEmpty() && !inline.template().containsKey("roleArn")) {
                    root.keyProblem(
                            "fault",
                            "needs a role for FIS; right would be accounts.fault.fisRoleArn in the"
                                    + " environment, or fault.fis.roleArn here");
                }
                checkFaultLasts();
            }
        }
    }

    /** A fault that ends by itself before it is mended would be a shorter drill than promised. */
    private void checkFaultLasts() {
        Section actions = root.section("fault").section("fis").section("actions");
        Duration needed = experiment.timeline().fault();
        FisSchedule.of(actions)
                .filter(last -> last.end().dividedBy(speed).compareTo(needed) < 0)
                .ifPresent(last -> {
                    Section parameters = actions.section(last.action()).section("parameters");
                    Duration missing = needed.multipliedBy(speed).minus(last.end());
                    Duration stated = parameters.duration("duration").orElseThrow();
                    parameters.problem(
                            "duration",
                            stated
                                    + " on the cloud's clock ends the fault after "
                                    + DurationText.of(last.end().dividedBy(speed))
                                    + (speed == 1 ? "" : " at speed " + speed)
                                    + ", before timeline.fault ("
                                    + DurationText.of(needed)
                                    + "); right would be at least "
                                    + stated.plus(missing));
                });
    }
}
