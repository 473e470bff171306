package io.blackstart.sandbox.aws;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.UUID;

/**
 * Operations in awsJson1.0: the {@code X-Amz-Target} header names the operation.
 *
 * @param namespace what stands before the hash sign in the type of an error
 * @param errorShapes by the code of an error in the query protocol, the name that its shape has in
 *     JSON, where they differ
 */
public record JsonService(String namespace, Map<String, String> errorShapes, Operations operations)
        implements AwsService {
    private static final String TYPE = "application/x-amz-json-1.0";

    public JsonService {
        errorShapes = Map.copyOf(errorShapes);
    }

    @Override
    public AwsResponse answer(AwsRequest request) {
        if (!request.method().equals("POST")) {
            throw new AwsFault(
                    405, "MethodNotAllowed", "an operation takes POST, not " + request.method());
        }
        String target = request.target().orElse("");
        String operation = target.substring(target.indexOf('.') + 1);
        ObjectNode answer = operations.call(operation, request.caller(), parameters(request));
        return new AwsResponse(
                200,
                TYPE,
                Map.of("x-amzn-RequestId", UUID.randomUUID().toString()),
                JsonText.of(answer));
    }

    private static Parameters parameters(AwsRequest request) {
        try {
            String body = request.body().isBlank() ? "{}" : request.body();
            if (JsonText.read(body) instanceof ObjectNode object) {
                return new Parameters(object);
            }
            throw new AwsFault(400, "SerializationException", "the body is not a JSON object");
        } catch (JacksonException e) {
            throw new AwsFault(
                    400,
                    "SerializationException",
                    "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public AwsResponse error(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String shape =
                code.equals("InvalidAction")
                        ? "UnknownOperationException"
                        : errorShapes.getOrDefault(code, code);
        body.put("__type", namespace + "#" + shape);
        body.put("message", message);
        return new AwsResponse(
                status,
                TYPE,
                Map.of(
                        "x-amzn-RequestId",
                        UUID.randomUUID().toString(),
                        // for clients that know the service's errors by their older names
                        "x-amzn-query-error",
                        code + ";" + (status < 500 ? "Sender" : "Receiver")),
                JsonText.of(body));
    }

    @Override
    public void reset() {
        operations.reset();
    }
}
