package io.blackstart.sandbox.aws;

/** A request that is refused, with the error that the service answers. */
public final class AwsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status HTTP status
     * @param code AWS's error code, such as {@code NoSuchHostedZone}
     */
    public AwsFault(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** AWS's error code. */
    public String code() {
        return code;
    }

    /** The message, never absent. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
