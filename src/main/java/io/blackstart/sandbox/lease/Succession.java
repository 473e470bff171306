package io.blackstart.sandbox.lease;

/**
 * Who is the writer, and who comes after it. Neither region has a part of its own, except that one
 * may be the home to which an owner's automation always returns. Not safe for use by many threads.
 */
final class Succession {
    private final String home;
    private final boolean promotes;
    private final boolean returnsHome;
    private String writer;
    private String other;
    private Phase phase = Phase.REIGN;
    private boolean followed;

    /**
     * @param home the writer of the beginning
     * @param promotes whether a standby is promoted when the writer is gone
     * @param returnsHome whether a former writer that is well again gets its part back, whatever it
     *     holds
     */
    Succession(String home, String other, boolean promotes, boolean returnsHome) {
        this.home = home;
        this.promotes = promotes;
        this.returnsHome = returnsHome;
        this.writer = home;
        this.other = other;
    }

    private enum Phase {
        /** The writer is granted its lease. */
        REIGN,
        /** The other one has taken over or been told to: the writer is granted nothing any more. */
        SUCCESSION,
        /** The other one writes as well and shall have the lease; it may yet stay where it is. */
        RETURN
    }

    /** What the controller knows at this moment. */
    interface Look {
        /** What the control plane says of the other region's database. */
        Promotion.Part other();

        /** Whether the other region answers that its database takes writes. */
        boolean otherAnswersAsWriter();

        /** Whether the writer is gone, and its lease with it. */
        boolean writerGone();

        /** Whether the writer's lease has certainly run out. */
        boolean leaseOver();
    }

    /** What the controller is to do. */
    enum Step {
        /** Nothing. */
        GO_ON,
        /** Order the promotion of the other region's standby. */
        ORDER,
        /** Begin to grant to the other region, which has just become the writer. */
        GRANT_ANEW
    }

    String writer() {
        return writer;
    }

    String other() {
        return other;
    }

    /** Whether the writer's lease is to be renewed. */
    boolean grants() {
        return phase == Phase.REIGN;
    }

    /** The order was not refused: from now on the other one may be the writer. */
    void ordered() {
        phase = Phase.SUCCESSION;
    }

    Step next(Look look) {
        return switch (phase) {
            case REIGN -> reign(look);
            case SUCCESSION -> succession(look);
            case RETURN -> comeHome(look);
        };
    }

    private Step reign(Look look) {
        switch (look.other()) {
            case FOLLOWS -> followed = true;
            case WRITES -> {
                if (followed) {
                    phase = Phase.SUCCESSION; // somebody else has promoted it
                    return succession(look);
                }
            }
            case CHANGES -> {
                return Step.GO_ON;
            }
            case UNKNOWN -> {} // an order will tell why
        }
        boolean wanted = other.equals(home) || look.writerGone();
        if (returnsHome && wanted && look.otherAnswersAsWriter()) {
            phase = Phase.RETURN;
            return comeHome(look);
        }
        return promotes && look.writerGone() ? Step.ORDER : Step.GO_ON;
    }

    private Step succession(Look look) {
        return switch (look.other()) {
            case WRITES -> look.leaseOver() ? crown() : Step.GO_ON;
            case FOLLOWS -> promotes ? Step.ORDER : Step.GO_ON; // the first order went wrong
            case CHANGES, UNKNOWN -> Step.GO_ON;
        };
    }

    private Step comeHome(Look look) {
        if (!look.otherAnswersAsWriter()) {
            phase = Phase.REIGN;
            return Step.GO_ON;
        }
        return look.leaseOver() ? crown() : Step.GO_ON;
    }

    private Step crown() {
        String old = writer;
        writer = other;
        other = old;
        phase = Phase.REIGN;
        followed = false;
        return Step.GRANT_ANEW;
    }
}
