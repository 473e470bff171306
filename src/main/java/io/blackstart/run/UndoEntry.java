package io.blackstart.run;

/**
 * One line of the undo journal: what is about to be changed, or what was mended. Written, and on
 * disk, before the change.
 */
public sealed interface UndoEntry {
    /**
     * FIS is about to get a template, and then an experiment, tagged with the run's id.
     *
     * @param kind of cloud: {@code sandbox}, {@code aws} or {@code other}
     * @param endpoint empty for AWS's own
     * @param profile empty for the default credentials
     */
    record FaultIntended(String kind, String runId, String region, String endpoint, String profile)
            implements UndoEntry {}

    /** FIS has the template. */
    record TemplateCreated(String templateId) implements UndoEntry {}

    /** FIS runs the experiment. */
    record ExperimentStarted(String experimentId) implements UndoEntry {}

    /**
     * The fault is about to stop a database cluster, which FIS does not start again.
     *
     * @param kind of cloud: {@code sandbox}, {@code aws} or {@code other}
     * @param cluster its identifier in that region's RDS
     * @param endpoint empty for AWS's own
     * @param profile empty for the default credentials
     */
    record DatabaseStopIntended(
            String kind, String region, String cluster, String endpoint, String profile)
            implements UndoEntry {}

    /** The database cluster takes connections again, or never stopped to. */
    record DatabaseStarted(String region, String cluster, String how) implements UndoEntry {}

    /** From here on, lifting the fault brings a stale writer back. */
    record PointOfNoReturn(String why) implements UndoEntry {}

    /** Nothing of the fault is in force any more, and nothing made for it is left in FIS. */
    record FaultMended(String how) implements UndoEntry {}

    /** The template is gone. */
    record TemplateDeleted(String templateId) implements UndoEntry {}

    /** Orders with this prefix are about to be written. */
    record WritesIntended(String prefix) implements UndoEntry {}

    /** The drill's orders were taken away, but for so many. */
    record WritesCleaned(long left) implements UndoEntry {}
}
