package io.blackstart.sandbox.region;

/** What became of a write. */
enum Written {
    /** Committed, and it was not there before. */
    DONE,
    /** The same content was committed before; of a deletion: there was nothing. */
    NOTHING_TO_DO,
    /** Other content is there under that id. */
    CONFLICT,
    /** Certainly not committed. */
    NOT_WRITTEN,
    /** The database did not say; it may have been committed, or be committed yet. */
    UNKNOWN
}
