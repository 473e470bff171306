package io.blackstart.verdict;

import io.blackstart.evidence.Event.EndpointProbed;
import io.blackstart.evidence.Event.FaultIntended;
import io.blackstart.evidence.Event.FaultMended;
import io.blackstart.evidence.Event.FisSaid;
import io.blackstart.evidence.Event.MendAsked;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.PhaseBegan;
import io.blackstart.evidence.Event.RolesFound;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.evidence.Event.UndoIntended;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The course of a run: its phases, roles, fault and end, as the evidence tells them. */
final class Course {
    private static final Set<String> FIS_ENDED = Set.of("completed", "stopped", "failed");

    private final Map<Phase, Long> phases = new EnumMap<>(Phase.class);
    private Optional<RolesFound> roles = Optional.empty();
    private Optional<Long> intended = Optional.empty();
    private Optional<Long> mendAsked = Optional.empty();
    private Optional<Long> mended = Optional.empty();
    private Optional<Long> lastInForce = Optional.empty();
    private Optional<Long> fisEnded = Optional.empty();
    private Optional<Long> undo = Optional.empty();
    private Optional<RunEnded> ended = Optional.empty();
    private long lastSeen;

    /** Each event passes here, to know how far the evidence goes. */
    void seen(long at) {
        lastSeen = Math.max(lastSeen, at);
    }

    void add(PhaseBegan began) {
        phases.putIfAbsent(began.phase(), began.at().toNanos());
    }

    void add(RolesFound found) {
        roles = roles.or(() -> Optional.of(found));
    }

    void add(FaultIntended intent) {
        intended = intended.or(() -> Optional.of(intent.at().toNanos()));
    }

    void add(UndoIntended intent) {
        undo = Optional.of(intent.at().toNanos());
    }

    void add(FisSaid said) {
        Optional<Long> at = Optional.of(said.at().toNanos());
        if (FIS_ENDED.contains(said.status())) {
            fisEnded = fisEnded.or(() -> at);
        } else {
            lastInForce = Optional.of(Math.max(lastInForce.orElse(0L), said.at().toNanos()));
        }
    }

    void add(EndpointProbed probe) {
        if (fisEnded.isEmpty() && !probe.served() && probe.region().equals(active())) {
            lastInForce = Optional.of(Math.max(lastInForce.orElse(0L), probe.asked().toNanos()));
        }
    }

    void add(MendAsked asked) {
        mendAsked = mendAsked.or(() -> Optional.of(asked.at().toNanos()));
    }

    void add(FaultMended done) {
        mended = mended.or(() -> Optional.of(done.at().toNanos()));
    }

    void add(RunEnded end) {
        ended = Optional.of(end);
    }

    Optional<Long> began(Phase phase) {
        return Optional.ofNullable(phases.get(phase));
    }

    /** The region that served when the run began, empty when nobody looked. */
    String active() {
        return roles.map(RolesFound::active).orElse("");
    }

    /** The region that stood by when the run began, empty when nobody looked. */
    String passive() {
        return roles.map(RolesFound::passive).orElse("");
    }

    /** When the requests begin to count: at the baseline, after the warm-up. */
    long clockStart() {
        return began(Phase.BASELINE).orElse(Long.MIN_VALUE);
    }

    /** Before this nothing had been broken; empty when nothing was to be broken yet. */
    Optional<Long> faultIntended() {
        return intended.or(() -> began(Phase.FAULT));
    }

    /**
     * When the fault was lifted. A fault that ended by itself was lifted before we asked: then it
     * was last seen in force when FIS last said so, or when the region last failed a probe. What
     * FIS does not undo does not end with FIS's experiment.
     */
    Optional<Bounds> mend() {
        Optional<Long> first = mendAsked.or(() -> mended);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        long least = first.get();
        if (undo.isEmpty() && fisEnded.isPresent() && fisEnded.get() <= least) {
            least = Math.min(least, lastInForce.orElse(fisEnded.get()));
        }
        long most = mended.orElse(Bounds.OPEN);
        return Optional.of(new Bounds(Math.min(least, most), most));
    }

    /** The earliest time at which the fault may have been lifted; never → {@link Bounds#OPEN}. */
    long mendedFrom() {
        return mend().map(Bounds::least).orElse(Bounds.OPEN);
    }

    Optional<RunEnded> ended() {
        return ended;
    }

    /** The last thing that the evidence tells. */
    long lastSeen() {
        return lastSeen;
    }
}
