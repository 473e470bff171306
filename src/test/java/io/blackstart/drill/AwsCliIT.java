package io.blackstart.drill;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.blackstart.experiment.Environment;
import io.blackstart.experiment.EnvironmentFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The AWS CLI's walk through Route 53 and FIS of a sandbox: the newest aws that is installed. */
final class AwsCliIT {
    @TempDir private static Path folder;

    private static Optional<SandboxProcess> sandbox = Optional.empty();
    private static List<AwsCli.Calls> clis = List.of(); // the newest first

    @BeforeAll
    static void start() throws Exception {
        List<AwsCli> installed = AwsCli.installed(folder);
        assumeTrue(!installed.isEmpty(), "SKIPPED: no aws on the PATH");
        var file =
                (EnvironmentFile.OfSandbox)
                        EnvironmentFile.parse(
                                "x.yaml", "apiVersion: blackstart/v1\nsandbox: {speed: 10}\n");
        SandboxProcess started = SandboxProcess.start(file.section(), folder.resolve("truth.json"));
        sandbox = Optional.of(started);
        Environment environment = file.filledFrom(started.environment()).environment();
        URI endpoint = environment.faultAccount().endpoint().orElseThrow();
        String region = environment.regions().getFirst();
        clis = installed.stream().map(cli -> cli.to(endpoint, region, folder)).toList();
    }

    @AfterAll
    static void stop() {
        sandbox.ifPresent(SandboxProcess::close);
    }

    private static JsonNode aws(String... arguments) throws IOException, InterruptedException {
        return clis.getFirst().ok(arguments);
    }

    private static String text(JsonNode node, String pointer) {
        String text = node.at(pointer).asString("");
        assertTrue(!text.isEmpty(), pointer + " of " + node);
        return text;
    }

    @Test
    void walksThroughAZone() throws Exception {
        String zone =
                text(
                        aws(
                                "route53",
                                "create-hosted-zone",
                                "--name",
                                "cli.test",
                                "--caller-reference",
                                "cli-1"),
                        "/HostedZone/Id");
        String record =
                "{\"Changes\":[{\"Action\":\"%s\",\"ResourceRecordSet\":{\"Name\":\"www.cli.test\","
                    + "\"Type\":\"A\",\"TTL\":60,\"ResourceRecords\":[{\"Value\":\"192.0.2.1\"}]}}]}";
        String change =
                text(
                        aws(
                                "route53",
                                "change-resource-record-sets",
                                "--hosted-zone-id",
                                zone,
                                "--change-batch",
                                record.formatted("CREATE")),
                        "/ChangeInfo/Id");
        await().atMost(60, SECONDS)
                .until(() ->
                        aws("route53", "get-change", "--id", change)
                                .at("/ChangeInfo/Status")
                                .asString()
                                .equals("INSYNC"));
        JsonNode records =
                aws("route53", "list-resource-record-sets", "--hosted-zone-id", zone)
                        .path("ResourceRecordSets");
        assertEquals(3, records.size(), "SOA, NS and the record: " + records);
        JsonNode answer =
                aws(
                        "route53",
                        "test-dns-answer",
                        "--hosted-zone-id",
                        zone,
                        "--record-name",
                        "www.cli.test",
                        "--record-type",
                        "A");
        assertEquals("192.0.2.1", text(answer, "/RecordData/0"));
        aws(
                "route53",
                "change-resource-record-sets",
                "--hosted-zone-id",
                zone,
                "--change-batch",
                record.formatted("DELETE"));
        aws("route53", "delete-hosted-zone", "--id", zone);
        Tool.Ended gone = clis.getFirst().run("route53", "get-hosted-zone", "--id", zone);
        assertTrue(gone.output().contains("NoSuchHostedZone"), gone.output());
    }

    @Test
    void walksThroughAHealthCheck() throws Exception {
        String id =
                text(
                        aws(
                                "route53",
                                "create-health-check",
                                "--caller-reference",
                                "cli-2",
                                "--health-check-config",
                                "{\"IPAddress\":\"127.0.0.1\",\"Port\":9,\"Type\":\"TCP\","
                                        + "\"RequestInterval\":10,\"FailureThreshold\":3}"),
                        "/HealthCheck/Id");
        aws("route53", "update-health-check", "--health-check-id", id, "--failure-threshold", "1");
        assertEquals(
                1,
                aws("route53", "get-health-check", "--health-check-id", id)
                        .at("/HealthCheck/HealthCheckConfig/FailureThreshold")
                        .asInt());
        aws(
                "route53",
                "change-tags-for-resource",
                "--resource-type",
                "healthcheck",
                "--resource-id",
                id,
                "--add-tags",
                "Key=team,Value=checkout");
        assertEquals(
                "checkout",
                text(
                        aws(
                                "route53",
                                "list-tags-for-resource",
                                "--resource-type",
                                "healthcheck",
                                "--resource-id",
                                id),
                        "/ResourceTagSet/Tags/0/Value"));
        await().atMost(60, SECONDS)
                .until(() ->
                        aws("route53", "get-health-check-status", "--health-check-id", id)
                                .at("/HealthCheckObservations/0/StatusReport/Status")
                                .asString("")
                                .startsWith("Failure"));
        aws("route53", "delete-health-check", "--health-check-id", id);
    }

    @Test
    void walksThroughAnExperiment() throws Exception {
        String template =
                text(
                        aws(
                                "fis",
                                "create-experiment-template",
                                "--cli-input-json",
                                "{\"clientToken\":\"cli-3\",\"description\":\"walk\","
                                        + "\"roleArn\":\"arn:aws:iam::123456789012:role/fis\","
                                        + "\"stopConditions\":[{\"source\":\"none\"}],"
                                        + "\"actions\":{\"wait\":{\"actionId\":\"aws:fis:wait\","
                                        + "\"parameters\":{\"duration\":\"PT10M\"}}}}"),
                        "/experimentTemplate/id");
        aws("fis", "update-experiment-template", "--id", template, "--description", "a walk");
        assertEquals(
                "a walk",
                text(
                        aws("fis", "get-experiment-template", "--id", template),
                        "/experimentTemplate/description"));
        String experiment =
                text(
                        aws(
                                "fis",
                                "start-experiment",
                                "--experiment-template-id",
                                template,
                                "--tags",
                                "team=checkout"),
                        "/experiment/id");
        awaitState(experiment, "running");
        assertEquals(experiment, text(aws("fis", "list-experiments"), "/experiments/0/id"));
        aws("fis", "stop-experiment", "--id", experiment);
        awaitState(experiment, "stopped");
        aws("fis", "delete-experiment-template", "--id", template);
        assertTrue(aws("fis", "list-actions").path("actions").size() > 1);
    }

    @Test
    void showsTheSafetyLever() throws Exception {
        for (AwsCli.Calls each : clis) {
            Tool.Ended said = each.run("fis", "get-safety-lever", "--id", "default");
            // Debian 12's version 2 is from before there was one
            if (!said.output().contains("Invalid choice")) {
                assertEquals(0, said.code(), said.output());
                assertEquals(
                        "disengaged",
                        text(
                                JsonMapper.shared().readTree(said.output()),
                                "/safetyLever/state/status"));
                return;
            }
        }
        abort("SKIPPED: no aws on the PATH knows get-safety-lever");
    }

    private static void awaitState(String experiment, String state) {
        await().atMost(60, SECONDS)
                .until(() ->
                        aws("fis", "get-experiment", "--id", experiment)
                                .at("/experiment/state/status")
                                .asString()
                                .equals(state));
    }
}
