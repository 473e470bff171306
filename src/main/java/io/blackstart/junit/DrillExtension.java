package io.blackstart.junit;

import io.blackstart.drill.Conclusion;
import io.blackstart.drill.DrillOrder;
import io.blackstart.drill.DrillRun;
import io.blackstart.drill.Leftovers;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.report.ConsoleReport;
import io.blackstart.run.StopSignal;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Outcome;
import io.qameta.allure.Allure;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the drill of a {@link Drill} method and hands its verdict to the method. */
final class DrillExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DrillExtension.class);
    private static final long STOP_MINUTES_MOST = 10;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Drill drill = context.getRequiredTestMethod().getAnnotation(Drill.class);
        Conclusion conclusion = run(drill);
        Verdict verdict = conclusion.verdict();
        context.getStore(NAMESPACE).put(Verdict.class, verdict);
        String text = ConsoleReport.text(verdict, conclusion.folder().toString(), false);
        System.out.println(text);
        attach(conclusion.folder());
        check(drill, verdict, text);
    }

    private static Conclusion run(Drill drill) throws Exception {
        Path reports = Path.of(drill.reports());
        for (Leftovers.Mended mended : Leftovers.mendBelow(reports)) {
            if (!mended.clean()) {
                throw new IllegalStateException(mended.run() + ": " + mended.says());
            }
        }
        DrillOrder order =
                new DrillOrder(
                        Path.of(drill.value()),
                        Optional.of(drill.environment())
                                .filter(file -> !file.isEmpty())
                                .map(Path::of),
                        reports,
                        "@Drill(\"" + drill.value() + "\")");
        StopSignal stop = new StopSignal();
        CountDownLatch over = new CountDownLatch(1);
        Thread mendFirst = new Thread(() -> stopAndAwait(stop, over), "mend before exit");
        Runtime.getRuntime().addShutdownHook(mendFirst);
        try {
            return DrillRun.run(order, _ -> _ -> {}, stop);
        } finally {
            over.countDown();
            if (stop.reason().isEmpty()) {
                Runtime.getRuntime().removeShutdownHook(mendFirst);
            }
        }
    }

    /** The IDE's stop button ends the JVM: the fault is mended first. */
    private static void stopAndAwait(StopSignal stop, CountDownLatch over) {
        stop.stop(Ended.INTERRUPTED, "the test's JVM was told to end");
        try {
            if (!over.await(STOP_MINUTES_MOST, TimeUnit.MINUTES)) {
                System.err.println("mending did not end in time; run: ./blackstart recover");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(Drill drill, Verdict verdict, String text) {
        Outcome outcome = verdict.outcome();
        boolean stalled = outcome == Outcome.INCONCLUSIVE && !verdict.trust().why().isEmpty();
        if (outcome == drill.expect() || (drill.acceptStalledMachine() && stalled)) {
            return;
        }
        String message = "expected " + drill.expect() + ", but " + text;
        switch (outcome) {
            case MET, MISSED -> throw new AssertionError(message);
            case INCONCLUSIVE -> throw new IllegalStateException(message);
            case REFUSED -> throw new TestAbortedException(message);
        }
    }

    private static void attach(Path folder) throws IOException {
        if (Allure.getLifecycle().getCurrentTestCase().isPresent()) {
            Allure.addAttachment(
                    "report",
                    "text/html",
                    Files.readString(folder.resolve("report.html")),
                    ".html");
            Allure.addAttachment(
                    "verdict",
                    "application/json",
                    Files.readString(folder.resolve("verdict.json")),
                    ".json");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Verdict.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Verdict.class)).orElseThrow();
    }
}
