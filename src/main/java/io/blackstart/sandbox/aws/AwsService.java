package io.blackstart.sandbox.aws;

/** One service behind the port. */
public interface AwsService {
    /**
     * Answers a signed request.
     *
     * @throws AwsFault when the request is refused
     */
    AwsResponse answer(AwsRequest request);

    /** An error in the service's own form. */
    AwsResponse error(int status, String code, String message);

    /**
     * Forgets all that was ever created through the API; what goes on in the regions is not
     * touched.
     */
    void reset();
}
