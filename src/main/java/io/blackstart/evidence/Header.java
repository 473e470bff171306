package io.blackstart.evidence;

import java.time.Instant;
import java.util.Map;

/**
 * The first line of an evidence file: everything that a judge needs besides the events.
 *
 * @param schema {@code blackstart/evidence/1}
 * @param experimentText the experiment file as it stood
 * @param environmentText the effective environment as one-line JSON, without secrets
 * @param kind {@code sandbox}, {@code aws} or {@code other}
 * @param speed of the cloud's clock
 * @param commit of this tool, with {@code +dirty} when it had uncommitted changes, or {@code
 *     unknown}
 * @param startedAt wall clock at the origin
 * @param originNanos {@link System#nanoTime()} at the origin, to compare with a truth on the same
 *     machine's clock
 */
public record Header(
        String schema,
        String runId,
        String experimentFile,
        String experimentText,
        String environmentText,
        String kind,
        int speed,
        String commit,
        String commandLine,
        Map<String, String> versions,
        Instant startedAt,
        long originNanos) {
    /** The schema that this version writes. */
    public static final String SCHEMA = "blackstart/evidence/1";

    public Header {
        versions = Map.copyOf(versions);
    }
}
