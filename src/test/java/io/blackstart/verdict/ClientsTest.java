package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.AttemptEnded;
import io.blackstart.evidence.Event.ByClient;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Event.SurvivorsRead;
import io.blackstart.experiment.Budget;
import io.blackstart.verdict.Verdict.AttemptsAt;
import io.blackstart.verdict.Verdict.Finding;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evidence of a healthy failover, in which every write to the passive region is a repetition. */
class ClientsTest {
    private static final Duration WAITED = Duration.ofMillis(300);

    @Test
    void attemptsAreToldApartFromWhatUsersAskedFor() {
        Verdict verdict = judge(repeated(Outcome.INDETERMINATE), 0);
        Verdict.Attempts attempts = verdict.requests().attempts().orElseThrow();
        Verdict plain = judge(Story.of(Outage.healthy(3)), 0);

        assertEquals(plain.requests().due(), verdict.requests().due());
        assertEquals(plain.requests().dropped(), verdict.requests().dropped());
        AttemptsAt passive = at(attempts, Story.PASSIVE);
        AttemptsAt active = at(attempts, Story.ACTIVE);
        assertTrue(passive.attempts() > passive.requests(), passive::toString);
        assertTrue(passive.inFault() > 1.1 && passive.inFault() < 1.4, passive::toString);
        assertTrue(passive.worstSecond() >= passive.inFault(), passive::toString);
        assertEquals(active.requests(), active.attempts());
        assertEquals(
                attempts.made(),
                attempts.clients().stream().mapToLong(Verdict.ClientTally::attempts).sum());
        assertEquals("apps", attempts.clients().getFirst().name());
    }

    @Test
    void evidenceWithoutClientModelsTellsNoAttempts() {
        assertEquals(Optional.empty(), judge(Story.of(Outage.healthy(3)), 0).requests().attempts());
    }

    @Test
    void cohortsRecoverUnderTheirClientsNames() {
        assertTrue(
                judge(repeated(Outcome.FAILED), 0).milestones().stream()
                        .anyMatch(milestone -> milestone.cohort().equals("apps writes")));
    }

    @Test
    void aWriteThatIsThereTwiceMissesItsBudgetByTheExactNumber() {
        Verdict verdict = judge(repeated(Outcome.INDETERMINATE), 17);

        assertEquals(17, verdict.writes().duplicated());
        assertEquals(Finding.MISSED, verdict.budgets().getFirst().finding());
        assertTrue(
                verdict.diagnoses().stream()
                        .anyMatch(found -> found.id().equals("repeated-writes-done-twice")));
    }

    @Test
    void noDuplicatesAreProvenOnlyWhereSomethingCouldHaveBeenWrittenTwice() {
        assertEquals(
                Finding.MET,
                judge(repeated(Outcome.INDETERMINATE), 0).budgets().getFirst().finding());
        assertEquals(
                Finding.UNKNOWN,
                judge(repeated(Outcome.FAILED), 0).budgets().getFirst().finding(),
                "what certainly failed is no risk");
        assertEquals(
                Finding.UNKNOWN,
                judge(Story.of(Outage.healthy(3)), 0).budgets().getFirst().finding());
    }

    private static AttemptsAt at(Verdict.Attempts attempts, String region) {
        return attempts.regions().stream()
                .filter(at -> at.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict judge(List<Event> events, long duplicates) {
        List<Event> told =
                events.stream()
                        .map(event ->
                                event instanceof SurvivorsRead pass
                                        ? new SurvivorsRead(
                                                pass.at(),
                                                pass.pass(),
                                                pass.complete(),
                                                pass.ids(),
                                                duplicates,
                                                pass.duplicateIds())
                                        : event)
                        .toList();
        return Judge.judge(
                Story.evidence(told), Experiments.with(List.of(new Budget.DuplicatedWrites(0))));
    }

    /** Each write that the passive region acknowledged had been refused there once before. */
    private static List<Event> repeated(Outcome first) {
        List<Event> events = new ArrayList<>();
        for (Event event : Story.of(Outage.healthy(3))) {
            if (!(event instanceof RequestEnded request)) {
                events.add(event);
                continue;
            }
            boolean again =
                    request.purpose() == Purpose.WRITE
                            && request.outcome() == Outcome.SUCCEEDED
                            && request.region().equals(Story.PASSIVE);
            Duration moved = again ? WAITED : Duration.ZERO;
            if (again) {
                events.add(
                        new AttemptEnded(
                                request.sent().plusMillis(20),
                                request.sent(),
                                request.connecting(),
                                request.number(),
                                1,
                                "apps",
                                Purpose.WRITE,
                                first,
                                DropClass.HTTP_5XX,
                                LastPhase.DONE,
                                503,
                                request.region(),
                                request.address(),
                                request.cohort() == Cohort.FRESH));
            }
            events.add(
                    new RequestEnded(
                            request.at().plus(moved),
                            request.due(),
                            request.sent(),
                            request.connecting().plus(moved),
                            request.number(),
                            request.purpose(),
                            request.cohort(),
                            request.cache(),
                            request.id(),
                            request.outcome(),
                            request.dropClass(),
                            request.lastPhase(),
                            request.status(),
                            request.region(),
                            request.address(),
                            request.fresh(),
                            Optional.of(
                                    new ByClient(
                                            "apps",
                                            again
                                                    ? 2
                                                    : request.outcome() == Outcome.NOT_SENT ? 0 : 1,
                                            request.sent().plus(moved)))));
        }
        return events;
    }
}
