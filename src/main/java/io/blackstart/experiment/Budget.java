package io.blackstart.experiment;

import java.time.Duration;

/** A promise about a failover. One entry of the verdict each. */
public sealed interface Budget {
    /** The name that the experiment file and the verdict use. */
    String name();

    /** RTO: from the fault's begin until that share of clients is served again and stays served. */
    record RecoveryTime(Duration limit, Share clients) implements Budget {
        @Override
        public String name() {
            return "recoveryTime";
        }
    }

    /** RPO in seconds. */
    record RecoveryPoint(Duration limit) implements Budget {
        @Override
        public String name() {
            return "recoveryPoint";
        }
    }

    /** RPO in writes: acknowledged, and absent from the survivors. */
    record LostWrites(long limit) implements Budget {
        @Override
        public String name() {
            return "lostWrites";
        }
    }

    /** Rows too many among the survivors: writes that were carried out more than once. */
    record DuplicatedWrites(long limit) implements Budget {
        @Override
        public String name() {
            return "duplicatedWrites";
        }
    }

    /**
     * From the fault's begin to the first answer with the other region's address, at one vantage
     * point.
     */
    record DnsFlip(Duration limit, String vantage) implements Budget {
        @Override
        public String name() {
            return "dnsFlip";
        }
    }

    /** From the fault's begin until the health check has noticed it. */
    record Detection(Duration limit) implements Budget {
        @Override
        public String name() {
            return "detection";
        }
    }

    /** Requests dropped (failed or indeterminate) from the fault's begin to the mend. */
    record DroppedCount(long limit) implements Budget {
        @Override
        public String name() {
            return "droppedRequests.count";
        }
    }

    /**
     * The share dropped of the requests due in [fault, fault + within].
     *
     * @param within the recovery time's limit, or the fault's planned length where there is none
     */
    record DroppedShare(Share limit, Duration within) implements Budget {
        @Override
        public String name() {
            return "droppedRequests.share";
        }
    }

    /** Writes acknowledged after the mend, and absent from the survivors. */
    record FailbackLostWrites(long limit) implements Budget {
        @Override
        public String name() {
            return "failback.lostWrites";
        }
    }

    /** Requests dropped from the mend to the end. */
    record FailbackDropped(long limit) implements Budget {
        @Override
        public String name() {
            return "failback.droppedRequests";
        }
    }
}
