package io.blackstart.verdict;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ClockCompared;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.FisSaid;
import io.blackstart.evidence.Event.HarnessSampled;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.evidence.Event.OtherRegionRead;
import io.blackstart.evidence.Event.ReplicationSeen;
import io.blackstart.evidence.Event.SurvivorsAgreed;
import io.blackstart.evidence.Event.SurvivorsRead;
import io.blackstart.evidence.EvidenceReader;
import io.blackstart.evidence.EvidenceReader.Reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run's evidence after one fold: what each concept asks of it, without the events themselves.
 *
 * @param load the requests that count, those due from the baseline on, in the order in which they
 *     were due
 * @param retried the attempts of the requests that took several, the last ones among them, each as
 *     if it were a request, in the order in which they were sent
 * @param writes all of them, those of the warm-up too, for they survive as well
 * @param notFound the reads that found no order
 * @param survivorsRead the last pass
 * @param elsewhere what the regions had that do not keep the survivors
 */
record Facts(
        Course course,
        RequestTable load,
        RequestTable retried,
        RequestTable writes,
        NotFound notFound,
        ProbeTable probes,
        DnsTable dns,
        CheckerPolls checkers,
        List<ReplicationSeen> replication,
        List<HarnessStalled> stalls,
        List<ControlProbed> controls,
        List<HarnessSampled> samples,
        List<ClockCompared> clocks,
        List<FisSaid> fisSaid,
        Optional<SurvivorsRead> survivorsRead,
        Optional<SurvivorsAgreed> survivorsAgreed,
        List<OtherRegionRead> elsewhere,
        Coverage coverage,
        Reading reading) {

    static Facts of(EvidenceReader evidence) {
        Fold fold = new Fold(evidence.header().speed());
        Reading reading = evidence.read(fold::add);
        long clockStart = fold.course.clockStart();
        RequestTable load = fold.requests.inDueOrder(row -> fold.requests.due(row) >= clockStart);
        return new Facts(
                fold.course,
                load,
                fold.retried.inDueOrder(row -> fold.retried.due(row) >= clockStart),
                fold.requests.inDueOrder(fold.requests::isWrite),
                fold.notFound,
                fold.probes,
                fold.dns,
                fold.checkers,
                List.copyOf(fold.replication),
                List.copyOf(fold.stalls),
                List.copyOf(fold.controls),
                List.copyOf(fold.samples),
                List.copyOf(fold.clocks),
                List.copyOf(fold.fisSaid),
                fold.survivorsRead,
                fold.survivorsAgreed,
                List.copyOf(fold.elsewhere),
                Coverage.of(load),
                reading);
    }

    /** Accumulates the events, each into the table that it belongs to. */
    private static final class Fold {
        private final Course course = new Course();
        private final RequestTable requests = new RequestTable();
        private final NotFound notFound = new NotFound();
        private final RequestTable retried = new RequestTable();
        private final ProbeTable probes = new ProbeTable();
        private final DnsTable dns = new DnsTable();
        private final CheckerPolls checkers;
        private final List<ReplicationSeen> replication = new ArrayList<>();
        private final List<HarnessStalled> stalls = new ArrayList<>();
        private final List<ControlProbed> controls = new ArrayList<>();
        private final List<OtherRegionRead> elsewhere = new ArrayList<>();
        private final List<HarnessSampled> samples = new ArrayList<>();
        private final List<ClockCompared> clocks = new ArrayList<>();
        private final List<FisSaid> fisSaid = new ArrayList<>();
        private Optional<SurvivorsRead> survivorsRead = Optional.empty();
        private Optional<SurvivorsAgreed> survivorsAgreed = Optional.empty();

        Fold(int speed) {
            checkers = new CheckerPolls(speed);
        }

        void add(Event event) {
            course.seen(event.at().toNanos());
            switch (event) {
                case Event.RequestEnded request -> {
                    requests.add(request);
                    notFound.add(request);
                    request.client()
                            .filter(client -> client.attempts() > 1)
                            .ifPresent(client -> retried.addLastAttempt(request, client));
                }
                case Event.AttemptEnded attempt -> retried.add(attempt);
                case Event.EndpointProbed probe -> {
                    probes.add(probe);
                    course.add(probe);
                }
                case Event.DnsAnswered answer -> dns.add(answer);
                case Event.CheckersSaid said -> checkers.add(said);
                case Event.FailoverConfigured configured -> checkers.add(configured);
                case ReplicationSeen seen -> replication.add(seen);
                case HarnessStalled stall -> stalls.add(stall);
                case ControlProbed probe -> controls.add(probe);
                case HarnessSampled sample -> samples.add(sample);
                case ClockCompared compared -> clocks.add(compared);
                case SurvivorsRead pass -> survivorsRead = Optional.of(pass);
                case OtherRegionRead read -> elsewhere.add(read);
                case SurvivorsAgreed agreed -> survivorsAgreed = Optional.of(agreed);
                case Event.PhaseBegan began -> course.add(began);
                case Event.RolesFound found -> course.add(found);
                case Event.FaultIntended intent -> course.add(intent);
                case Event.UndoIntended undo -> course.add(undo);
                case FisSaid said -> {
                    fisSaid.add(said);
                    course.add(said);
                }
                case Event.MendAsked asked -> course.add(asked);
                case Event.FaultMended mended -> course.add(mended);
                case Event.RunEnded ended -> course.add(ended);
                // told to readers; they prove nothing about a budget
                case Event.GuardRailAsked _,
                        Event.CleanedUp _,
                        Event.TestAnswerSaid _,
                        Event.Noted _ -> {}
            }
        }
    }
}
