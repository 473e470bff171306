package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.Outcome;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One budget as an Allure result, on the run's own times. Allure's lists have to be mutable. */
final class AllureResults {
    /** Begins the message of a finding that is unknown because the measurement is not believed. */
    static final String IN_DOUBT = "In doubt: ";

    /** Begins the message of a finding that is unknown for another reason. */
    static final String NOT_SHOWN = "Not shown: ";

    private static final Set<String> CRITICAL =
            Set.of("recoveryTime", "recoveryPoint", "lostWrites");

    private AllureResults() {}

    static TestResult of(Verdict verdict, BudgetFinding budget) {
        String testCase =
                String.join("\n", verdict.experiment().file(), budget.name(), budget.vantage());
        // a history never mixes kinds or speeds of cloud
        String history = md5(testCase + "\n" + Wording.kind(verdict));
        long start = verdict.run().startedAt().toEpochMilli();
        return new TestResult()
                .setUuid(uuid(verdict.run().id() + "\n" + history))
                .setHistoryId(history)
                .setTestCaseId(md5(testCase))
                .setFullName(
                        Wording.oneLine(
                                verdict.experiment().file() + ": " + Wording.budget(budget)))
                .setName(Wording.oneLine(Wording.promise(budget)))
                .setDescription(Wording.oneLine(verdict.experiment().hypothesis()))
                .setStatus(status(verdict, budget))
                .setStatusDetails(
                        new StatusDetails()
                                .setMessage(message(verdict, budget))
                                .setTrace(trace(verdict, budget)))
                .setStage(Stage.FINISHED)
                .setStart(start)
                .setStop(start + length(verdict).toMillis())
                .setLabels(labels(verdict, budget))
                .setParameters(parameters(verdict, budget))
                .setSteps(steps(verdict, start));
    }

    private static Status status(Verdict verdict, BudgetFinding budget) {
        if (verdict.outcome() == Outcome.REFUSED) {
            return Status.SKIPPED;
        }
        return switch (budget.finding()) {
            case MET -> Status.PASSED;
            case MISSED -> Status.FAILED;
            case UNKNOWN -> Status.BROKEN;
        };
    }

    private static String message(Verdict verdict, BudgetFinding budget) {
        String why = Wording.oneLine(budget.why());
        if (verdict.outcome() == Outcome.REFUSED) {
            return "Refused: " + Wording.oneLine(verdict.run().endedWhy());
        }
        return switch (budget.finding()) {
            case MET -> why;
            case MISSED ->
                    "Missed: "
                            + Figures.measured(budget.measured())
                            + " of "
                            + Figures.quantity(budget.budget())
                            + ". "
                            + why;
            case UNKNOWN -> (verdict.trust().why().isEmpty() ? NOT_SHOWN : IN_DOUBT) + why;
        };
    }

    private static String trace(Verdict verdict, BudgetFinding budget) {
        return Stream.of(
                        Stream.of(
                                Wording.firstLine(verdict),
                                Wording.promise(budget)
                                        + ": "
                                        + budget.finding()
                                        + ", "
                                        + Figures.measured(budget.measured())),
                        verdict.trust().why().stream(),
                        verdict.diagnoses().stream()
                                .map(diagnosis ->
                                        diagnosis.says()
                                                + " ["
                                                + diagnosis.id()
                                                + "] "
                                                + diagnosis.evidence()))
                .flatMap(lines -> lines)
                .map(Wording::oneLine)
                .collect(Collectors.joining("\n"));
    }

    private static List<Label> labels(Verdict verdict, BudgetFinding budget) {
        String experiment = Wording.oneLine(verdict.experiment().name());
        return new ArrayList<>(
                List.of(
                        label("epic", "Blackstart"),
                        label("feature", experiment),
                        label("story", Wording.meaning(budget.name())),
                        label("parentSuite", Wording.kind(verdict)),
                        label("suite", experiment),
                        label("severity", CRITICAL.contains(budget.name()) ? "critical" : "normal"),
                        label("framework", "blackstart"),
                        label("tag", Wording.kind(verdict))));
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(Wording.oneLine(value));
    }

    private static List<Parameter> parameters(Verdict verdict, BudgetFinding budget) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(parameter("budget", Figures.quantity(budget.budget())));
        parameters.add(parameter("measured", Figures.measured(budget.measured())));
        parameters.add(parameter("finding", budget.finding().name()));
        parameters.add(parameter("cloud", Wording.kind(verdict)));
        if (!budget.vantage().isEmpty()) {
            parameters.add(parameter("vantage", budget.vantage()));
        }
        return parameters;
    }

    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(Wording.oneLine(value)).setExcluded(true);
    }

    private static List<StepResult> steps(Verdict verdict, long start) {
        FaultClock clock = FaultClock.of(verdict);
        List<StepResult> steps = new ArrayList<>();
        verdict.milestones().stream()
                .sorted(Comparator.comparing(Milestone::least))
                .map(milestone -> step(milestone, clock, start))
                .forEach(steps::add);
        return steps;
    }

    private static StepResult step(Milestone milestone, FaultClock clock, long start) {
        String when = clock.since(milestone).text() + " after " + clock.zero();
        return new StepResult()
                .setName(Wording.oneLine(Wording.milestone(milestone) + ": " + when))
                .setStatus(Status.PASSED)
                .setStage(Stage.FINISHED)
                .setStart(start + milestone.least().toMillis())
                .setStop(start + milestone.most().orElse(milestone.least()).toMillis());
    }

    /** How long the run lasted, as far as the verdict shows. */
    static Duration length(Verdict verdict) {
        Duration charts =
                verdict.charts()
                        .start()
                        .plus(verdict.charts().binWidth().multipliedBy(verdict.charts().bins()));
        return verdict.milestones().stream()
                .map(milestone -> milestone.most().orElse(milestone.least()))
                .reduce(charts, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** An id that the same text always has. */
    static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String md5(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
