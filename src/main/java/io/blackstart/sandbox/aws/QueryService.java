package io.blackstart.sandbox.aws;

import java.util.Map;
import java.util.Optional;

/**
 * Operations in the query protocol: a form in, XML out.
 *
 * @param version of the API
 * @param namespace of the answers
 * @param itemNames by the name of a list, what its items are called, where that is not {@code
 *     member}
 */
public record QueryService(
        String version, String namespace, Map<String, String> itemNames, Operations operations)
        implements AwsService {
    public QueryService {
        itemNames = Map.copyOf(itemNames);
    }

    @Override
    public AwsResponse answer(AwsRequest request) {
        if (!request.method().equals("POST") && !request.method().equals("GET")) {
            throw new AwsFault(
                    405, "MethodNotAllowed", "an operation takes POST, not " + request.method());
        }
        Parameters parameters = Parameters.ofForm(request.form());
        String operation =
                parameters
                        .text("Action")
                        .orElseThrow(() ->
                                new AwsFault(400, "MissingAction", "The request has no Action"));
        Optional<String> asked = parameters.text("Version");
        if (!asked.orElse(version).equals(version)) {
            throw new AwsFault(
                    400,
                    "InvalidAction",
                    "Could not find operation " + operation + " for version " + asked.get());
        }
        return QueryXml.answer(
                namespace,
                operation,
                operations.call(operation, request.caller(), parameters),
                itemNames);
    }

    @Override
    public AwsResponse error(int status, String code, String message) {
        return QueryXml.error(namespace, status, code, message);
    }

    @Override
    public void reset() {
        operations.reset();
    }
}
