package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.fis.Fis;
import io.blackstart.sandbox.route53.Route53;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that real clients sent elsewhere, with the ids that this sandbox gives. */
class RecordedRequestsIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern CREATED =
            Pattern.compile(
                    "<Id>(?:/hostedzone/)?(Z[0-9A-F]+|[0-9a-f]{8}-[-0-9a-f]{27})</Id>|\"id\":\"(EXT[0-9a-f]+)\"");

    private final Map<Character, String> ids = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"java, 10", "boto, 2", "tf, 12"})
    void areUnderstood(String client, int expected) throws IOException {
        CloudClock clock = new CloudClock(1);
        RecordedTruth truth = new RecordedTruth();
        int answered = 0;
        try (CloudTimer timer = new CloudTimer(clock);
                Route53 route53 =
                        new Route53(
                                new Route53.Settings(
                                        clock,
                                        Duration.ZERO,
                                        false,
                                        _ ->
                                                Optional.of(
                                                        new LoadBalancers.Balancer(
                                                                List.of("127.0.0.1"),
                                                                List.of(),
                                                                true)),
                                        60,
                                        UnaryOperator.identity()),
                                timer,
                                new SetAlarms(),
                                truth);
                Fis fis =
                        new Fis(
                                Fis.Settings.careful(clock),
                                new RecordedFaults(List.of()),
                                new RecordedDatabases(),
                                new SetAlarms(),
                                truth)) {
            for (JsonNode line : lines(client)) {
                AwsRequest request = request(line);
                AwsResponse response =
                        request.path().getFirst().equals(Route53.PATH)
                                ? route53.answer(request)
                                : answer(fis, request);
                // one names a template that only the recording had
                boolean tagsNothing =
                        response.status() == 404 && request.path().getFirst().equals("tags");
                assertTrue(tagsNothing || response.status() < 300, response.body());
                remember(response);
                answered++;
            }
        }
        assertEquals(expected, answered);
    }

    private static AwsResponse answer(Fis fis, AwsRequest request) {
        try {
            return fis.answer(request);
        } catch (AwsFault refused) {
            return fis.error(refused.status(), refused.code(), refused.message());
        }
    }

    private AwsRequest request(JsonNode line) {
        // nobody is disturbed by the health checks: nobody listens at that address
        String body =
                here(line.path("body").asString())
                        .replaceAll("<IPAddress>[^<]*<", "<IPAddress>127.0.99.1<");
        return new AwsRequest(
                line.path("method").asString(),
                AwsRequest.segments(here(line.path("path").asString())),
                Map.of(),
                line.path("region").asString(),
                body);
    }

    /** With the ids of this sandbox in place of those that were recorded. */
    private String here(String text) {
        return text.replaceAll("(?<=hostedzone/)Z[0-9A-Z]+", id('Z'))
                .replaceAll("[0-9a-f]{8}-[-0-9a-f]{27}", id('-'))
                .replaceAll("EXT[0-9a-f]{16}", id('E'));
    }

    private String id(char kind) {
        return Objects.requireNonNull(ids.getOrDefault(kind, "none"));
    }

    private void remember(AwsResponse response) {
        Matcher matcher = CREATED.matcher(response.body());
        if (matcher.find()) {
            String id = Objects.requireNonNullElse(matcher.group(1), matcher.group(2));
            ids.put(id.contains("-") ? '-' : id.charAt(0), id);
        }
    }

    private static List<JsonNode> lines(String client) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(
                        RecordedRequestsIT.class.getResourceAsStream("requests.jsonl"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .filter(line -> line.path("client").asString().equals(client))
                    .forEach(lines::add);
        }
        return lines;
    }
}
