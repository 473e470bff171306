package io.blackstart.sandbox.region;

import io.blackstart.sandbox.lease.Lease;

import java.sql.SQLException;

/** What {@code /healthz} looks at, from shallow to wrongly deep. */
sealed interface Health {
    /** What the page answers now: 200 or 503. */
    Answer now();

    /** The process only: whoever can answer is healthy. */
    record Shallow() implements Health {
        @Override
        public Answer now() {
            return Answer.of(200, "{\"healthy\":true}");
        }
    }

    /** The instance's database answers, and nobody else may have become the writer since. */
    record Deep(DatabaseWatch database, Lease lease) implements Health {
        @Override
        public Answer now() {
            boolean standby;
            try {
                standby = database.inRecovery();
            } catch (SQLException silent) {
                return unhealthy("the database does not answer");
            }
            if (!standby && lease.lapsed()) {
                return unhealthy("the lease has lapsed");
            }
            return Answer.of(
                    200,
                    "{\"healthy\":true,\"database\":\""
                            + (standby ? "standby" : "primary")
                            + "\"}");
        }
    }

    /** Writes are taken: a standby is as unhealthy as a region that is gone. */
    record Writer(Lease lease) implements Health {
        @Override
        public Answer now() {
            return lease.held()
                    ? Answer.of(200, "{\"healthy\":true,\"database\":\"primary\"}")
                    : unhealthy("it takes no writes");
        }
    }

    /** As deep, and the other region's database must answer as well: a region's loss costs both. */
    record CrossRegion(Deep own, DatabaseWatch other) implements Health {
        @Override
        public Answer now() {
            try {
                boolean _ = other.inRecovery();
            } catch (SQLException silent) {
                return unhealthy("the other region's database does not answer");
            }
            return own.now();
        }
    }

    private static Answer unhealthy(String why) {
        return Answer.of(503, "{\"healthy\":false,\"why\":\"" + why + "\"}");
    }
}
