package io.blackstart.sandbox.aws;

/** A way that leads to a service. */
public sealed interface Route {
    /** The service that it leads to. */
    AwsService service();

    /**
     * By path.
     *
     * @param segment first segment of the path
     */
    record ByPath(String segment, AwsService service) implements Route {}

    /**
     * By {@code POST /} in the query protocol: by the service that the request is signed for or,
     * where that is none of ours, by the {@code Version} that it asks for.
     *
     * @param signingName such as {@code rds}
     * @param version such as {@code 2014-10-31}
     */
    record ByForm(String signingName, String version, AwsService service) implements Route {}

    /**
     * By {@code POST /} with a header {@code X-Amz-Target}.
     *
     * @param prefix what stands before the dot
     */
    record ByTarget(String prefix, AwsService service) implements Route {}
}
