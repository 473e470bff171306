package io.blackstart.verdict;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.HarnessStalled;
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
 * @param writes all of them, those of the warm-up too, for they survive as well
 * @param survivorsRead the last pass
 */
record Facts(
        Course course,
        RequestTable load,
        RequestTable writes,
        ProbeTable probes,
        DnsTable dns,
        CheckerPolls checkers,
        List<ReplicationSeen> replication,
        List<HarnessStalled> stalls,
        List<ControlProbed> controls,
        Optional<SurvivorsRead> survivorsRead,
        Optional<SurvivorsAgreed> survivorsAgreed,
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
                fold.requests.inDueOrder(fold.requests::isWrite),
                fold.probes,
                fold.dns,
                fold.checkers,
                List.copyOf(fold.replication),
                List.copyOf(fold.stalls),
                List.copyOf(fold.controls),
                fold.survivorsRead,
                fold.survivorsAgreed,
                Coverage.of(load),
                reading);
    }

    /** Accumulates the events, each into the table that it belongs to. */
    private static final class Fold {
        private final Course course = new Course();
        private final RequestTable requests = new RequestTable();
        private final ProbeTable probes = new ProbeTable();
        private final DnsTable dns = new DnsTable();
        private final CheckerPolls checkers;
        private final List<ReplicationSeen> replication = new ArrayList<>();
        private final List<HarnessStalled> stalls = new ArrayList<>();
        private final List<ControlProbed> controls = new ArrayList<>();
        private Optional<SurvivorsRead> survivorsRead = Optional.empty();
        private Optional<SurvivorsAgreed> survivorsAgreed = Optional.empty();

        Fold(int speed) {
            checkers = new CheckerPolls(speed);
        }

        void add(Event event) {
            course.seen(event.at().toNanos());
            switch (event) {
                case Event.RequestEnded request -> requests.add(request);
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
                case SurvivorsRead pass -> survivorsRead = Optional.of(pass);
                case SurvivorsAgreed agreed -> survivorsAgreed = Optional.of(agreed);
                case Event.PhaseBegan began -> course.add(began);
                case Event.RolesFound found -> course.add(found);
                case Event.FaultIntended intent -> course.add(intent);
                case Event.UndoIntended undo -> course.add(undo);
                case Event.FisSaid said -> course.add(said);
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
