package io.blackstart.drill;

import io.blackstart.evidence.Event;
import io.blackstart.run.FaultInjector;
import io.blackstart.run.RunClock;

import java.util.function.Consumer;

/** A fault whose truth is known, in place of the one that an experiment names. */
public interface Rehearsal {
    /** The fault of one run, which tells the evidence of itself as every fault does. */
    FaultInjector fault(RunClock clock, Consumer<Event> evidence);
}
