package io.blackstart.sandbox.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers whole requests: finds the service, reads the signature, and puts every refusal into the
 * form of the service that was meant. It never throws.
 */
final class Desk {
    /** Empties the services; signed by nobody. */
    static final String RESET = "/_sandbox/reset";

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Routes routes;

    Desk(List<Route> routes) {
        this.routes = new Routes(routes);
    }

    AwsResponse answer(Incoming request) {
        if (request.path().equals(RESET)) {
            return reset(request);
        }
        if (request.header("smithy-protocol").isPresent()
                || request.firstSegment().equals("service")) {
            return refusal(
                    request,
                    415,
                    "UnsupportedProtocol",
                    "the sandbox does not speak "
                            + request.header("smithy-protocol").orElse("rpc-v2-cbor")
                            + ": use a client that sends the query protocol or awsJson1.0");
        }
        Optional<AwsService> found = routes.find(request);
        if (found.isEmpty()) {
            return unknown(request);
        }
        AwsService service = found.get();
        try {
            return service.answer(signed(request));
        } catch (AwsFault fault) {
            return service.error(fault.status(), fault.code(), fault.message());
        } catch (RuntimeException bug) {
            LOG.error("{} {} failed", request.method(), request.path(), bug);
            return service.error(
                    500, "InternalFailure", "the sandbox failed; its log tells where: " + bug);
        }
    }

    private static AwsRequest signed(Incoming request) {
        CredentialScope caller = caller(request);
        return new AwsRequest(
                request.method(),
                AwsRequest.segments(request.path()),
                AwsRequest.parameters(request.query()),
                caller,
                request.header("x-amz-target"),
                request.body());
    }

    private static CredentialScope caller(Incoming request) {
        String authorization =
                request.header("authorization")
                        .orElseThrow(() ->
                                new AwsFault(
                                        403,
                                        "MissingAuthenticationToken",
                                        "Request is missing Authentication Token"));
        return CredentialScope.of(authorization)
                .orElseThrow(() ->
                        new AwsFault(
                                403,
                                "IncompleteSignature",
                                "Authorization header is not a whole AWS4-HMAC-SHA256 signature"));
    }

    private AwsResponse unknown(Incoming request) {
        if (!request.firstSegment().isEmpty()) {
            return refusal(
                    request,
                    404,
                    "UnknownOperationException",
                    "this sandbox has no service at this path");
        }
        try {
            String service = caller(request).service();
            return refusal(request, 400, "InvalidAction", "this sandbox has no service " + service);
        } catch (AwsFault fault) {
            return refusal(request, fault.status(), fault.code(), fault.message());
        }
    }

    private AwsResponse reset(Incoming request) {
        if (!request.method().equals("POST")) {
            return json(405, "MethodNotAllowed", RESET + " takes POST, not " + request.method());
        }
        try {
            routes.services().forEach(AwsService::reset);
        } catch (RuntimeException bug) {
            LOG.error("the reset failed", bug);
            return json(500, "InternalFailure", "the reset failed; the log tells where: " + bug);
        }
        return new AwsResponse(200, "application/json", Map.of(), "{\"reset\":true}");
    }

    /** A refusal in the form of the service that was meant, as far as that can be told. */
    AwsResponse refusal(Incoming request, int status, String code, String message) {
        Optional<AwsService> meant = routes.find(request);
        if (meant.isPresent()) {
            return meant.get().error(status, code, message);
        }
        boolean form = request.firstSegment().isEmpty() && request.header("x-amz-target").isEmpty();
        return form ? QueryXml.error("", status, code, message) : json(status, code, message);
    }

    private static AwsResponse json(int status, String code, String message) {
        return new AwsResponse(
                status,
                "application/json",
                Map.of("x-amzn-ErrorType", code),
                JsonText.object(Map.of("message", message)));
    }
}
