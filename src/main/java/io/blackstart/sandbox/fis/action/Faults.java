package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.aws.AwsFault;

/** The errors of FIS. */
public final class Faults {
    private Faults() {}

    /** 400: the request is not one that FIS takes. */
    public static AwsFault invalid(String message) {
        return new AwsFault(400, "ValidationException", message);
    }

    /** 404: what the request is about is not there. */
    public static AwsFault notFound(String message) {
        return new AwsFault(404, "ResourceNotFoundException", message);
    }

    /** 409: the request contradicts what is there. */
    public static AwsFault conflict(String message) {
        return new AwsFault(409, "ConflictException", message);
    }

    /** 402: it would be more than FIS allows. */
    public static AwsFault quota(String message) {
        return new AwsFault(402, "ServiceQuotaExceededException", message);
    }
}
