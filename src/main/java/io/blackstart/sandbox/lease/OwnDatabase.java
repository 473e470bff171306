package io.blackstart.sandbox.lease;

/** A region's own database, as the region sees it. */
public interface OwnDatabase {
    /** What it is now, as far as it answers. */
    Part part();

    /** What a database can be. */
    enum Part {
        /** It takes writes. */
        PRIMARY,
        /** It replays another's log. */
        STANDBY,
        /** It does not answer. */
        SILENT
    }
}
