package io.blackstart.sandbox.fis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Estate;
import io.blackstart.sandbox.RecordedDatabases;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.Resource;
import io.blackstart.sandbox.SetAlarms;
import io.blackstart.sandbox.aws.AwsRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Experiments on a cloud that fails under them: what can be undone is undone all the same. */
class BrokenPartsIT {
    private final RecordedFaults recorded = new RecordedFaults();
    private final RecordedTruth truth = new RecordedTruth();
    private final Fis fis =
            new Fis(
                    Fis.Settings.careful(new CloudClock(100)),
                    new Broken(recorded),
                    new RecordedDatabases(),
                    new SetAlarms(),
                    truth);

    /** Cuts no VPC, and mends no zone. */
    private record Broken(RecordedFaults good) implements Estate {
        @Override
        public List<Resource> resources() {
            return good.resources();
        }

        @Override
        public Cut disrupt(Set<Resource> subnets, Scope scope) {
            return switch (scope) {
                case ALL -> good.disrupt(subnets, scope);
                case VPC -> throw new UnsupportedOperationException("no VPC");
                case AVAILABILITY_ZONE ->
                        () -> {
                            throw new IllegalStateException("not mended");
                        };
            };
        }

        @Override
        public Cut disruptCrossRegion(Set<Resource> subnets, String otherRegion) {
            return good.disruptCrossRegion(subnets, otherRegion);
        }

        @Override
        public void stopInstances(Set<Resource> instances) {
            good.stopInstances(instances);
        }

        @Override
        public void startInstances(Set<Resource> instances) {
            good.startInstances(instances);
        }

        @Override
        public void stopTasks(Set<Resource> tasks) {
            good.stopTasks(tasks);
        }
    }

    @AfterEach
    void close() {
        fis.close();
    }

    private JsonNode send(String method, String path, String body) {
        return JsonMapper.shared()
                .readTree(
                        fis.answer(
                                        new AwsRequest(
                                                method,
                                                AwsRequest.segments(path),
                                                Map.of(),
                                                "me-south-1",
                                                body))
                                .body());
    }

    /** An experiment that cuts everything for long, and something else in a scope. */
    private String start(String scope) {
        String template =
                """
                {"clientToken":"t","description":"d","roleArn":"arn:aws:iam::123456789012:role/fis",
                 "stopConditions":[{"source":"none"}],
                 "actions":{"long":%s,"short":%s},
                 "targets":{"s":{"resourceTags":{"tier":"entry"},"resourceType":"aws:ec2:subnet",
                  "selectionMode":"ALL"}}}
                """
                        .formatted(cut("all", "PT12H"), cut(scope, "PT1M"));
        String id =
                send("POST", "/experimentTemplates", template)
                        .at("/experimentTemplate/id")
                        .asString();
        return send(
                        "POST",
                        "/experiments",
                        "{\"clientToken\":\"t\",\"experimentTemplateId\":\"" + id + "\"}")
                .at("/experiment/id")
                .asString();
    }

    private static String cut(String scope, String duration) {
        return """
        {"actionId":"aws:network:disrupt-connectivity","targets":{"Subnets":"s"},
         "parameters":{"scope":"%s","duration":"%s"}}
        """
                .formatted(scope, duration);
    }

    private JsonNode failed(String scope) {
        String id = start(scope);
        await().atMost(FisBench.PATIENCE)
                .until(() ->
                        send("GET", "/experiments/" + id, "")
                                .at("/experiment/state/status")
                                .asString()
                                .equals("failed"));
        return send("GET", "/experiments/" + id, "").path("experiment");
    }

    @Test
    void anActionThatCannotStartFailsTheExperimentAndStopsTheOthers() {
        JsonNode failed = failed("vpc");
        assertEquals("failed", failed.at("/actions/short/state/status").asString());
        assertEquals("stopped", failed.at("/actions/long/state/status").asString());
        assertEquals("InternalFailure", failed.at("/state/error/code").asString());
        assertEquals(List.of(), recorded.inForce());
        assertEquals(2, truth.of("actionEnded").size());
    }

    @Test
    void aPostActionThatFailsKeepsNoOtherFromBeingDone() {
        JsonNode failed = failed("availability-zone");
        assertEquals("failed", failed.at("/actions/short/state/status").asString());
        assertEquals("stopped", failed.at("/actions/long/state/status").asString());
        assertEquals("actions.short", failed.at("/state/error/location").asString());
        assertEquals(List.of(), recorded.inForce());
    }

    @Test
    void aResetUndoesWhatRuns() {
        String id = start("all");
        await().atMost(FisBench.PATIENCE).until(() -> recorded.inForce().size() == 2);
        fis.reset();
        assertEquals(List.of(), recorded.inForce());
        assertEquals(
                0,
                send("GET", "/experiments", "").path("experiments").size(),
                "still there: " + id);
        assertEquals("stopped", truth.of("fisEnded").getFirst().detail().get("status"));
    }
}
