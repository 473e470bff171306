package io.blackstart.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a schema cannot say about an experiment: how its parts fit together. */
final class ExperimentChecks {
    private static final String NEEDS_WRITES =
            "nothing is written (load.writes is 0%), so nothing could be lost; right would be"
                    + " load.writes above 0%, or no such budget";

    private ExperimentChecks() {}

    static void check(Section root) {
        checkWriteBudgets(root);
        checkFaultIsLongEnough(root);
        checkBaseline(root);
        checkConnections(root.section("load").section("connections"));
        ClientsReader.check(root.section("load"));
        EnvironmentChecks.checkHeaders(root.section("load").section("headers"));
        checkMaxDuration(root);
        Section fis = root.section("fault").section("fis");
        if (fis.has("actions")) {
            FisChecks.check(fis, root.problems());
        }
    }

    private static void checkWriteBudgets(Section root) {
        boolean noWrites =
                ExperimentReader.writes(root.section("load"))
                        .filter(share -> share.value() == 0)
                        .isPresent();
        if (!noWrites) {
            return;
        }
        Section budgets = root.section("budgets");
        for (String key : List.of("recoveryPoint", "lostWrites", "duplicatedWrites")) {
            if (budgets.has(key)) {
                budgets.keyProblem(key, NEEDS_WRITES);
            }
        }
        if (budgets.section("failback").has("lostWrites")) {
            budgets.section("failback").keyProblem("lostWrites", NEEDS_WRITES);
        }
    }

    /** A budget that ends after the fault could not be seen to be missed. */
    private static void checkFaultIsLongEnough(Section root) {
        Optional<Duration> fault = ExperimentReader.faultLength(root);
        if (fault.isEmpty()) {
            return;
        }
        Section timeline = root.section("timeline");
        ExperimentReader.recoveryLimit(root)
                .flatMap(limit -> ExperimentReader.hold(root).map(limit::plus))
                .filter(least -> fault.get().compareTo(least) < 0)
                .ifPresent(least ->
                        timeline.problem(
                                "fault",
                                DurationText.of(fault.get())
                                        + " is too short for budgets.recoveryTime; right"
                                        + " would be at least "
                                        + DurationText.of(least)
                                        + " (its limit and good.hold)"));
        root.section("budgets")
                .duration("detection")
                .ifPresent(limit -> checkFits(timeline, fault.get(), limit, "detection"));
        ExperimentReader.dnsFlips(root)
                .forEach((vantage, limit) ->
                        checkFits(timeline, fault.get(), limit, "dnsFlip (" + vantage + ")"));
    }

    private static void checkFits(Section timeline, Duration fault, Duration limit, String budget) {
        if (fault.compareTo(limit) < 0) {
            timeline.problem(
                    "fault",
                    DurationText.of(fault)
                            + " is too short for budgets."
                            + budget
                            + "; right would be at least "
                            + DurationText.of(limit));
        }
    }

    private static void checkBaseline(Section root) {
        Optional<Duration> baseline = ExperimentReader.baseline(root);
        for (Section item : root.sections("steadyState")) {
            Section expect = item.section("expect");
            Optional<Duration> over = expect.duration("for");
            if (over.isPresent()
                    && baseline.isPresent()
                    && over.get().compareTo(baseline.get()) > 0) {
                expect.problem(
                        "for",
                        DurationText.of(over.get())
                                + " is longer than the baseline; right would be at most "
                                + DurationText.of(baseline.get())
                                + " (timeline.baseline)");
            }
        }
    }

    private static void checkConnections(Section connections) {
        Optional<Share> fresh = connections.share("fresh");
        Optional<Share> pooled = connections.share("pooled");
        if (fresh.isPresent()
                && pooled.isPresent()
                && Math.abs(fresh.get().value() + pooled.get().value() - 1) > 1e-9) {
            connections.problem(
                    "pooled",
                    pooled.get().text()
                            + " and "
                            + fresh.get().text()
                            + " fresh are not 100% together; right would be "
                            + new Share(1 - fresh.get().value()).text());
        }
    }

    private static void checkMaxDuration(Section root) {
        Section guardRails = root.section("guardRails");
        Optional<Duration> longest = ExperimentReader.maxDuration(guardRails);
        Optional<Duration> planned =
                ExperimentReader.baseline(root)
                        .flatMap(baseline -> ExperimentReader.faultLength(root).map(baseline::plus))
                        .flatMap(untilMend -> ExperimentReader.after(root).map(untilMend::plus));
        if (longest.isPresent()
                && planned.isPresent()
                && longest.get().compareTo(planned.get()) < 0) {
            guardRails.problem(
                    "maxDuration",
                    DurationText.of(longest.get())
                            + " is shorter than the timeline; right would be at least "
                            + DurationText.of(planned.get()));
        }
    }
}
