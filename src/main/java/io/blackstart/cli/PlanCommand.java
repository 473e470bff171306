package io.blackstart.cli;

import io.blackstart.drill.DrillOrder;
import io.blackstart.drill.Planning;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Fault;
import io.blackstart.experiment.FisTemplate;
import io.blackstart.experiment.Plan;
import io.blackstart.experiment.Timeline;
import io.blackstart.run.FaultInjector.Answer;
import io.blackstart.run.OffPeakRule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code plan}: what a run would do; changes nothing and asks no account. */
@Command(
        name = "plan",
        description =
                "Shows what a run would do and the FIS template as it would be sent; changes"
                        + " nothing.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private static final int REFUSED = 3;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The experiment file.")
    private Path file = Path.of("");

    @Option(
            names = "--environment",
            paramLabel = "FILE",
            description = "The environment instead of the one that the experiment names.")
    private Optional<Path> environment = Optional.empty();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Plan plan = Planning.of(new DrillOrder(file, environment, Path.of("reports"), "plan"));
        Experiment experiment = plan.experiment();
        Timeline timeline = experiment.timeline();
        out.println(
                experiment.name()
                        + " · "
                        + plan.kind()
                        + (plan.speed() > 1 ? ", speed " + plan.speed() : ""));
        out.println(experiment.hypothesis());
        out.println();
        out.printf(
                "time line: baseline %s s, fault at most %s s, after the mend %s s%n",
                timeline.baseline().toSeconds(),
                timeline.fault().toSeconds(),
                timeline.after().toSeconds());
        out.printf(
                "load: %s requests/s, %.0f %% writes, to %s%n",
                experiment.load().requestsPerSecond(),
                experiment.load().writes().value() * 100,
                plan.environment().service().url());
        out.println();
        switch (experiment.fault()) {
            case Fault.Nothing() -> out.println("fault: none; this is a control");
            case Fault.Existing(_, String id) ->
                    out.println("fault: the existing FIS template " + id);
            case Fault.Inline inline -> {
                out.println(
                        "FIS template, as it would be sent to the "
                                + inline.region().name().toLowerCase(java.util.Locale.ROOT)
                                + " region:");
                out.println(FisTemplate.json(inline, plan));
            }
        }
        return guardRail(plan, out) ? 0 : REFUSED;
    }

    private static boolean guardRail(Plan plan, PrintWriter out) {
        if (plan.environment().window().isEmpty()) {
            return true;
        }
        Answer answer = OffPeakRule.ask(plan.environment().window().get(), Instant.now());
        out.println();
        out.println(
                (answer.passed() ? "would run: " : "would refuse: ")
                        + answer.name()
                        + ": "
                        + answer.says());
        return answer.passed();
    }
}
