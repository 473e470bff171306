package io.blackstart.run;

import java.util.List;

/** Breaks, and mends. What it does to the world it announces in the undo journal first. */
public interface FaultInjector {
    /** A precondition and its answer. */
    record Answer(String name, boolean passed, String says) {}

    /** The fault could not be injected, or not mended; the message says what to do. */
    final class FaultFailed extends Exception {
        private static final long serialVersionUID = 1;

        private final String says;

        /** Says what happened. */
        public FaultFailed(String says, Throwable cause) {
            super(says, cause);
            this.says = says;
        }

        /** Says what happened. */
        public FaultFailed(String says) {
            super(says);
            this.says = says;
        }

        /** What happened, and what to do. */
        public String says() {
            return says;
        }
    }

    /** Asks, changing nothing, whether the fault may be injected. */
    List<Answer> preflight();

    /** Injects; returns when the cloud has accepted it. */
    void inject() throws FaultFailed;

    /** Looks how the fault is doing and records it. */
    void look();

    /**
     * Lifts the fault and takes down what was made for it; returns when nothing is in force. Twice
     * is harmless.
     */
    void mend(String why) throws FaultFailed, InterruptedException;
}
