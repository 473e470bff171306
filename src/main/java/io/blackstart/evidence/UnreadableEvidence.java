package io.blackstart.evidence;

/** A line that is not evidence: not JSON, a field missing or of another type. */
public sealed class UnreadableEvidence extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableEvidence(String message) {
        super(message);
    }

    UnreadableEvidence(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    /** A kind of event or a schema that this version does not know: a newer one wrote the file. */
    public static final class Newer extends UnreadableEvidence {
        private static final long serialVersionUID = 1;

        Newer(String message) {
            super(message);
        }
    }
}
