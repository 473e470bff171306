package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.RecordedDatabases;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.SetAlarms;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Objects;

/** FIS without a socket: requests in, what came back out. For tests. */
final class FisRequests implements AutoCloseable {
    /** A template that is taken. */
    static final String TEMPLATE =
            """
            {"clientToken":"t","description":"drill","roleArn":"arn:aws:iam::123456789012:role/fis",
             "stopConditions":[{"source":"none"}],
             "actions":{"net":{"actionId":"aws:network:disrupt-connectivity",
              "parameters":{"scope":"all","duration":"PT5M"},"targets":{"Subnets":"subnets"}}},
             "targets":{"subnets":{"resourceTags":{"drill":"1"},"resourceType":"aws:ec2:subnet",
              "selectionMode":"ALL"}}}
            """;

    final Fis fis;

    FisRequests() {
        this(new RecordedFaults());
    }

    FisRequests(RecordedFaults estate) {
        fis =
                new Fis(
                        Fis.Settings.careful(new CloudClock(100)),
                        estate,
                        new RecordedDatabases(),
                        new SetAlarms(),
                        new RecordedTruth());
    }

    /**
     * What came back.
     *
     * @param error its class, or the empty string
     */
    record Came(int status, String error, JsonNode body) {
        /** Status and class of an error, or the status alone. */
        String brief() {
            return (status + " " + error).strip();
        }
    }

    Came send(String method, String pathAndQuery, String body) {
        String[] parts = pathAndQuery.split("\\?", 2);
        AwsResponse response =
                answer(
                        new AwsRequest(
                                method,
                                AwsRequest.segments(parts[0]),
                                AwsRequest.parameters(parts.length > 1 ? parts[1] : ""),
                                "us-east-1",
                                body));
        return new Came(
                response.status(),
                Objects.requireNonNullElse(response.headers().get("x-amzn-ErrorType"), ""),
                JsonMapper.shared().readTree(response.body()));
    }

    private AwsResponse answer(AwsRequest request) {
        try {
            return fis.answer(request);
        } catch (AwsFault refused) {
            return fis.error(refused.status(), refused.code(), refused.message());
        }
    }

    /** Creates a template; its id. */
    String create(String body) {
        Came came = send("POST", "/experimentTemplates", body);
        if (came.status() != 200) {
            throw new AssertionError(came.toString());
        }
        return came.body().path("experimentTemplate").path("id").asString();
    }

    @Override
    public void close() {
        fis.close();
    }
}
