package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Control;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** What the controls say of a run that else is met, and waves that are our own doing. */
class ControlTrustTest {
    private static final Outage TRUTH = Outage.healthy(2);
    private static final List<Event> EVENTS = Story.of(TRUTH);
    private static final Optional<DropClass> SERVED = Optional.empty();

    @Test
    void aControlInTheSameRegionThatGoesOnServingConfirmsTheFault() {
        assertEquals(Outcome.MET, judge(watched(Control.SAME_REGION, _ -> SERVED)).outcome());
    }

    @Test
    void aControlInTheSameRegionThatGoesDarkTooConfirmsNothing() {
        Verdict verdict =
                judge(
                        watched(
                                Control.SAME_REGION,
                                at ->
                                        TRUTH.isDark(at)
                                                ? Optional.of(DropClass.CONNECT_TIMEOUT)
                                                : SERVED));

        assertNothingProven(verdict, "the control in the same region, which it does not target,");
    }

    @Test
    void aControlInTheSameRegionThatNeverServedConfirmsNothing() {
        assertNothingProven(
                judge(watched(Control.SAME_REGION, _ -> Optional.of(DropClass.REFUSED))),
                "was dark as well");
    }

    @Test
    void aControlInTheSameRegionThatWasNotAskedConfirmsNothing() {
        List<Event> early =
                Edits.without(
                        watched(Control.SAME_REGION, _ -> SERVED),
                        event ->
                                event instanceof ControlProbed probe
                                        && probe.at().compareTo(Story.time(TRUTH.began())) > 0);

        assertNothingProven(judge(early), "was hardly asked");
    }

    @Test
    void aControlOutsideThatGoesDarkUnderTheFaultTaints() {
        Verdict verdict =
                judge(
                        watched(
                                Control.OUTSIDE,
                                at ->
                                        TRUTH.isDark(at)
                                                ? Optional.of(DropClass.CONNECT_TIMEOUT)
                                                : SERVED));

        assertFalse(verdict.trust().controlHealthy());
        assertDoubted(verdict, "the control outside");
    }

    @Test
    void oneFailureOfTheControlOutsideIsNoise() {
        double once = TRUTH.began() + 3;
        List<Event> events =
                watched(
                        Control.OUTSIDE,
                        at ->
                                Math.abs(at - once) < 0.5
                                        ? Optional.of(DropClass.READ_TIMEOUT)
                                        : SERVED);

        assertEquals(Outcome.MET, judge(events).outcome());
    }

    @Test
    void anEchoThatTakesLongerThanASecondIsDark() {
        List<Event> slow =
                Edits.with(
                        EVENTS,
                        echo(TRUTH.began() + 1, 1.1),
                        echo(TRUTH.began() + 1.2, 1.1),
                        echo(TRUTH.began() + 4, 0.9),
                        echo(TRUTH.began() + 4.2, 0.9));

        assertDoubted(judge(slow), "the control target, which no fault touches");
        assertEquals(
                Outcome.MET, judge(Edits.with(EVENTS, echo(20, 0.9), echo(20.2, 0.9))).outcome());
    }

    @Test
    void throttlingThatBeginsWithOurLoadIsNotTheServices() {
        assertDoubted(
                judge(refusedFrom(5, DropClass.THROTTLED)),
                "were answered 429, 401 or 403 before the fault already");
        assertDoubted(
                judge(refusedFrom(5, DropClass.UNAUTHORIZED)),
                "were answered 429, 401 or 403 before the fault already");
    }

    @Test
    void throttlingThatBeginsAfterTheFaultIsTheServices() {
        Verdict verdict = judge(refusedFrom(TRUTH.began() + 9, DropClass.THROTTLED));

        assertEquals(List.of(), verdict.trust().why());
        assertEquals(Outcome.MISSED, verdict.outcome());
    }

    @Test
    void throttlingThatHitsTheControlTooIsNotTheServices() {
        List<Event> wave = refusedFrom(TRUTH.began() + 9, DropClass.THROTTLED);
        Event control =
                new ControlProbed(
                        Story.time(TRUTH.began() + 12),
                        Story.time(TRUTH.began() + 11.9),
                        false,
                        Optional.of(Control.OUTSIDE),
                        Optional.of(DropClass.THROTTLED));

        Verdict verdict = judge(Edits.with(wave, control));

        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertTrue(
                verdict.trust().why().getFirst().startsWith("a control was answered 429"),
                verdict.trust()::toString);
    }

    private static List<Event> refusedFrom(double from, DropClass why) {
        return Edits.requests(
                EVENTS,
                request ->
                        request.due().compareTo(Story.time(from)) > 0 && request.number() % 20 == 0
                                ? Edits.dropped(request, Event.Outcome.FAILED, why)
                                : request);
    }

    /** The run with that control asked once a second. */
    private static List<Event> watched(
            Control control, DoubleFunction<Optional<DropClass>> dropped) {
        List<Event> probes = new ArrayList<>();
        for (double at = 1; at < TRUTH.end(); at++) {
            Optional<DropClass> why = dropped.apply(at);
            probes.add(
                    new ControlProbed(
                            Story.time(at + 0.01),
                            Story.time(at),
                            why.isEmpty(),
                            Optional.of(control),
                            why));
        }
        return Edits.with(EVENTS, probes.toArray(Event[]::new));
    }

    private static Event echo(double asked, double took) {
        return new ControlProbed(
                Story.time(asked + took),
                Story.time(asked),
                true,
                Optional.of(Control.LOOPBACK),
                Optional.empty());
    }

    private static void assertDoubted(Verdict verdict, String why) {
        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome(), verdict.budgets()::toString);
        assertTrue(
                verdict.trust().why().stream().anyMatch(doubt -> doubt.contains(why)),
                verdict.trust()::toString);
    }

    private static void assertNothingProven(Verdict verdict, String why) {
        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        verdict.budgets()
                .forEach(budget -> {
                    assertEquals(Finding.UNKNOWN, budget.finding(), budget::toString);
                    assertTrue(budget.why().contains(why), budget::why);
                });
    }

    private static Verdict judge(List<Event> events) {
        return Judge.judge(Story.evidence(events), Experiments.with(Experiments.EACH));
    }
}
