package io.blackstart.sandbox.lease;

import java.sql.SQLException;

/** The database that can take over, as the controller reaches it. */
public interface Standby {
    /**
     * Promotes it; returns when its first write as primary is committed.
     *
     * @param pointOfNoReturn run when it is reachable, right before it is told to take over: from
     *     then on it may have
     * @throws SQLException when it could not be reached, or does not say whether it took over
     */
    void promote(Runnable pointOfNoReturn) throws SQLException;
}
