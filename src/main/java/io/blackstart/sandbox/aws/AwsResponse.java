package io.blackstart.sandbox.aws;

import java.util.Map;

/** One response, with what it has besides its content type in {@code headers}. */
public record AwsResponse(
        int status, String contentType, Map<String, String> headers, String body) {
    public AwsResponse {
        headers = Map.copyOf(headers);
    }
}
