package io.blackstart.sandbox.aws;

import tools.jackson.databind.node.ObjectNode;

/** A service at the root path, without its wire. */
public interface Operations {
    /**
     * Carries out an operation.
     *
     * @param operation its name, such as {@code DescribeAlarms}
     * @param caller who asks, and in which region
     * @return the members of the answer, in the order in which they are written; moments are {@link
     *     java.time.Instant} in a POJO node
     * @throws AwsFault when the request is refused
     */
    ObjectNode call(String operation, CredentialScope caller, Parameters parameters);

    /** Forgets what was created through the API. */
    void reset();

    /** What is said to an operation that the service does not know. */
    static AwsFault unknown(String operation) {
        return new AwsFault(
                400, "InvalidAction", "Could not find operation " + operation + " in the sandbox");
    }
}
