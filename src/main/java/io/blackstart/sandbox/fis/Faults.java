package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsFault;

/** The errors of FIS. */
final class Faults {
    private Faults() {}

    static AwsFault invalid(String message) {
        return new AwsFault(400, "ValidationException", message);
    }

    static AwsFault notFound(String message) {
        return new AwsFault(404, "ResourceNotFoundException", message);
    }

    static AwsFault conflict(String message) {
        return new AwsFault(409, "ConflictException", message);
    }

    static AwsFault quota(String message) {
        return new AwsFault(402, "ServiceQuotaExceededException", message);
    }
}
