package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofMillis;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Share;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** What may change of the evidence without making a verdict better. */
class InvarianceTest {
    private static final Set<String> TIMES =
            Set.of("at", "due", "sent", "connecting", "asked", "acknowledged", "lastAbsent");

    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> kind) {
                    return new Shape(kind);
                }
            };

    static LongStream seeds() {
        return Seeds.of(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aShiftOfAllTimesChangesNoFigure(long seed) throws ReflectiveOperationException {
        List<Event> events = Story.of(Outage.healthy(seed), 50);
        Duration shift = Duration.ofNanos(new SplittableRandom(seed).nextLong(1_000_000_000_000L));
        Event[] shifted = new Event[events.size()];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = shifted(events.get(i), shift);
        }

        Verdict here = judge(events, 50, Experiments.EACH);
        Verdict there = judge(List.of(shifted), 50, Experiments.EACH);

        assertEquals(here.budgets(), there.budgets());
        assertEquals(here.clientsBack(), there.clientsBack());
        assertEquals(here.requests(), there.requests());
        assertEquals(here.writes(), there.writes());
        assertEquals(here.trust(), there.trust());
        assertEquals(here.charts().served(), there.charts().served());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takingSuccessesAwayMeetsNoBudgetThatWasNotMet(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> events = Story.of(Outage.healthy(seed), 100);
        double share = Math.pow(10, -1 - random.nextDouble(2.5));
        List<Event> fewer =
                Edits.requests(
                        events,
                        request ->
                                request.outcome() == Outcome.SUCCEEDED
                                                && random.nextDouble() < share
                                        ? Edits.dropped(request, Outcome.FAILED, DropClass.HTTP_5XX)
                                        : request);
        List<Budget> tight =
                List.of(
                        new Budget.RecoveryTime(ofMillis(random.nextInt(15_000)), Share.ALL),
                        new Budget.RecoveryTime(ofMillis(random.nextInt(15_000)), new Share(0.5)),
                        new Budget.DnsFlip(ofMillis(random.nextInt(6_000)), "authoritative"),
                        new Budget.Detection(ofMillis(random.nextInt(6_000))),
                        new Budget.DroppedCount(random.nextInt(1_000)),
                        new Budget.DroppedShare(
                                new Share(random.nextDouble()), Duration.ofSeconds(10)),
                        new Budget.FailbackDropped(random.nextInt(3)));

        List<BudgetFinding> before = judge(events, 100, tight).budgets();
        List<BudgetFinding> after = judge(fewer, 100, tight).budgets();

        for (int i = 0; i < tight.size(); i++) {
            BudgetFinding was = before.get(i);
            BudgetFinding is = after.get(i);
            assertTrue(
                    was.finding() == Finding.MET || is.finding() != Finding.MET,
                    () -> was + " became " + is);
        }
    }

    private static Verdict judge(List<Event> events, double rate, List<Budget> budgets) {
        return Judge.judge(Story.unhashed(events), Experiments.at(rate, budgets));
    }

    private static Event shifted(Event event, Duration by) throws ReflectiveOperationException {
        Shape shape = SHAPES.get(event.getClass());
        Object[] values = new Object[shape.components.length];
        for (int i = 0; i < values.length; i++) {
            Object value = shape.components[i].getAccessor().invoke(event);
            boolean time = TIMES.contains(shape.components[i].getName());
            values[i] = time ? ((Duration) value).plus(by) : value;
        }
        return (Event) shape.constructor.newInstance(values);
    }

    private static final class Shape {
        private final RecordComponent[] components;
        private final Constructor<?> constructor;

        Shape(Class<?> kind) {
            components = kind.getRecordComponents();
            // the canonical one: some records have a shorter one beside it
            constructor =
                    Arrays.stream(kind.getDeclaredConstructors())
                            .filter(one -> one.getParameterCount() == components.length)
                            .findFirst()
                            .orElseThrow();
        }
    }
}
