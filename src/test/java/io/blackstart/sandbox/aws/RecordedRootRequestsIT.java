package io.blackstart.sandbox.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.CommandedDatabases;
import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.cloudwatch.CloudWatch;
import io.blackstart.sandbox.rds.Rds;
import io.blackstart.sandbox.sts.Sts;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Requests that real clients sent to the root path elsewhere, and what they were content with. */
class RecordedRootRequestsIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern TAG = Pattern.compile("<([A-Za-z]+)[ >]");

    /** The names that the recordings use. */
    private static final Databases DATABASES = new Renamed();

    @Test
    void areAnsweredWithTheElementsThatTheClientsWereContentWith() throws Exception {
        int sent = 0;
        List<Route> routes = new ArrayList<>();
        try (CloudWatch cloudWatch =
                        new CloudWatch(
                                "123456789012",
                                new CloudClock(1),
                                Map::of,
                                InstantSource.system());
                HttpClient client = HttpClient.newHttpClient()) {
            routes.addAll(cloudWatch.routes());
            routes.add(new Rds(DATABASES).route());
            routes.add(new Sts("123456789012").route());
            try (AwsServer server = AwsServer.start("127.0.0.1", routes)) {
                for (JsonNode line : lines()) {
                    HttpResponse<String> answer = send(client, server.endpoint(), line);
                    assertEquals(line.path("status").asInt(), answer.statusCode(), answer.body());
                    Set<String> missing = names(line.path("answer").asString());
                    missing.removeAll(names(answer.body()));
                    assertTrue(missing.isEmpty(), missing + " are missing in " + answer.body());
                    sent++;
                }
            }
        }
        assertTrue(sent >= 8, "only " + sent + " requests were sent");
    }

    private static HttpResponse<String> send(HttpClient client, URI endpoint, JsonNode line)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint)
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=AKID/20261122/%s/%s/aws4_request, SignedHeaders=host, Signature=a"
                                        .formatted(
                                                line.path("region").asString(),
                                                line.path("service").asString()))
                        .header("Content-Type", line.path("contentType").asString())
                        .POST(HttpRequest.BodyPublishers.ofString(line.path("body").asString()));
        if (!line.path("target").asString().isEmpty()) {
            request.header("X-Amz-Target", line.path("target").asString());
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The names of all elements or members. */
    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        if (text.startsWith("{")) {
            JSON.readTree(text).properties().forEach(member -> names.add(member.getKey()));
        } else {
            TAG.matcher(text).results().forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    private static List<JsonNode> lines() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(
                        RecordedRootRequestsIT.class.getResourceAsStream("root-requests.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .toList();
        }
    }

    /** A global database g whose reader is cluster b of us-west-2. */
    private static final class Renamed implements Databases {
        private final CommandedDatabases inner = new CommandedDatabases(true);

        @Override
        public List<Cluster> clusters() {
            List<Cluster> all = inner.clusters();
            return List.of(
                    named(all.get(0), "us-east-1", "a"), named(all.get(1), "us-west-2", "b"));
        }

        private static Cluster named(Cluster one, String region, String id) {
            return new Cluster(
                    id,
                    region,
                    CommandedDatabases.arn(region, id),
                    one.status(),
                    one.endpoint(),
                    one.readerEndpoint(),
                    one.writer(),
                    one.replicationSource(),
                    one.instances());
        }

        @Override
        public Optional<Global> global() {
            return inner.global()
                    .map(one ->
                            new Global(
                                    "g",
                                    one.arn(),
                                    one.status(),
                                    CommandedDatabases.arn("us-east-1", "a"),
                                    List.of(CommandedDatabases.arn("us-west-2", "b"))));
        }

        @Override
        public void stop(String clusterId) {
            inner.stop(clusterId);
        }

        @Override
        public void start(String clusterId) {
            inner.start(clusterId);
        }

        @Override
        public void failover(String clusterId) {
            inner.failover(clusterId);
        }

        @Override
        public void reboot(String instanceId) {
            inner.reboot(instanceId);
        }

        @Override
        public void promote(String clusterId) {
            inner.promote(clusterId);
        }

        @Override
        public void failoverGlobal(String globalId, String targetClusterArn) {
            inner.failoverGlobal(globalId, targetClusterArn);
        }

        @Override
        public void switchoverGlobal(String globalId, String targetClusterArn) {
            inner.switchoverGlobal(globalId, targetClusterArn);
        }
    }
}
