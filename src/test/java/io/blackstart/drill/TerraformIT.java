package io.blackstart.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackstart.aws.AwsClients;
import io.blackstart.evidence.Event;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.run.EvidenceFile;
import io.blackstart.run.StopSignal;
import io.blackstart.verdict.Verdict.Outcome;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.route53.Route53Client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The article's set-up, built by Terraform in a sandbox, changed, drilled and taken away again.
 * Runs where Terraform and an AWS provider are installed. Most of its two to three minutes are
 * Terraform's own: it waits some 15 s for each change of a zone or of a record, whatever Route 53
 * says.
 */
final class TerraformIT {
    private static final Path ARTICLE = Path.of("src/main/terraform/article");
    private static final String SETTINGS = "apiVersion: blackstart/v1\nsandbox: {speed: 10}\n";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir private Path folder;

    @Test
    void buildsChangesAndDestroysWhatADrillRunsOn() throws Exception {
        Optional<Path> program = Tool.find("terraform");
        assumeTrue(program.isPresent(), "SKIPPED: no terraform on the PATH");
        Optional<Path> mirror = ProviderMirror.find();
        assumeTrue(mirror.isPresent(), "SKIPPED: no AWS provider of Terraform is installed");
        var file = (EnvironmentFile.OfSandbox) EnvironmentFile.parse("x.yaml", SETTINGS);
        try (SandboxProcess sandbox =
                SandboxProcess.start(file.section(), folder.resolve("truth.json"))) {
            Environment environment = file.filledFrom(sandbox.environment()).environment();
            Tool terraform = terraform(program.get(), mirror.get());
            variables(environment, FailoverPair.read(environment).orElseThrow());
            reset(environment);

            terraform.ok("init", "-no-color", "-input=false");
            apply(terraform);
            planIsEmpty(terraform);
            drill(sandbox, outputs(terraform));
            String[] change = {
                "-var=failure_threshold=2",
                "-var=fault_duration=PT4M",
                "-var=tags={team=\"checkout\",revision=\"2\"}"
            };
            String template = outputs(terraform).path("experiment_template_id").asString();
            apply(terraform, change);
            assertEquals(
                    template,
                    outputs(terraform).path("experiment_template_id").asString(),
                    "the template is changed, not made anew");
            planIsEmpty(terraform, change);
            terraform.ok("destroy", "-no-color", "-input=false", "-auto-approve");
            nothingIsLeft(environment);
        }
    }

    private Tool terraform(Path program, Path mirror) throws IOException {
        try (Stream<Path> files = Files.list(ARTICLE)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".tf")).toList()) {
                Files.copy(file, folder.resolve(ARTICLE.relativize(file).toString()));
            }
        }
        Path configuration = folder.resolve("cli.tfrc");
        Files.writeString(
                configuration,
                "provider_installation {\n  filesystem_mirror {\n    path = \""
                        + mirror
                        + "\"\n  }\n}\n");
        return new Tool(
                program,
                folder,
                Map.of(
                        "TF_CLI_CONFIG_FILE",
                        configuration.toString(),
                        "TF_IN_AUTOMATION",
                        "1",
                        "CHECKPOINT_DISABLE",
                        "1",
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_ACCESS_KEY_ID",
                        "SANDBOX",
                        "AWS_SECRET_ACCESS_KEY",
                        "sandbox"));
    }

    private void variables(Environment environment, FailoverPair pair) throws IOException {
        ObjectNode values = JSON.createObjectNode();
        values.put("endpoint", environment.faultAccount().endpoint().orElseThrow().toString());
        String name = environment.dns().name();
        values.put("zone", name.substring(name.indexOf('.') + 1));
        values.put("port", environment.service().url().getPort());
        values.put("fis_role_arn", environment.faultAccount().fisRoleArn().orElseThrow());
        values.put("fault_duration", "PT220S");
        values.putObject("tags").put("team", "checkout");
        values.set("primary", side(environment, pair.primary()));
        values.set("secondary", side(environment, pair.secondary()));
        Files.writeString(folder.resolve("terraform.tfvars.json"), values.toString());
    }

    private static ObjectNode side(Environment environment, FailoverPair.Side side) {
        return JSON.createObjectNode()
                .put("region", side.region())
                .put("load_balancer", side.loadBalancer())
                .put("load_balancer_zone", side.zone())
                .put(
                        "check_address",
                        Optional.ofNullable(environment.service().endpoints().get(side.region()))
                                .orElseThrow()
                                .getHost());
    }

    /** What the sandbox has set up itself makes room for Terraform's. */
    private static void reset(Environment environment) throws IOException {
        String at = environment.faultAccount().endpoint().orElseThrow() + "/_sandbox/reset";
        OkHttpClient client = new OkHttpClient();
        try (Response response =
                client.newCall(
                                new Request.Builder()
                                        .url(at)
                                        .post(RequestBody.create(new byte[0]))
                                        .build())
                        .execute()) {
            assertTrue(response.isSuccessful(), response.toString());
        }
        client.dispatcher().executorService().shutdown();
    }

    private static void apply(Tool terraform, String... variables) throws Exception {
        terraform.ok(with(variables, "apply", "-no-color", "-input=false", "-auto-approve"));
    }

    private static void planIsEmpty(Tool terraform, String... variables) throws Exception {
        Tool.Ended plan =
                terraform.run(
                        with(variables, "plan", "-no-color", "-input=false", "-detailed-exitcode"));
        assertEquals(0, plan.code(), plan.output()); // 2: there are differences
    }

    private static String[] with(String[] variables, String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(variables)).toArray(String[]::new);
    }

    private static JsonNode outputs(Tool terraform) throws Exception {
        JsonNode outputs = JSON.readTree(terraform.ok("output", "-json"));
        ObjectNode values = JSON.createObjectNode();
        outputs.forEachEntry((name, output) -> values.set(name, output.path("value")));
        return values;
    }

    /** The first drill, but with the template, the zone and the check that Terraform has made. */
    private void drill(SandboxProcess sandbox, JsonNode built) throws Exception {
        String template = built.path("experiment_template_id").asString();
        Path environment = folder.resolve("built.yaml");
        Files.writeString(
                environment,
                SETTINGS
                        + "dns: {hostedZoneId: '"
                        + built.path("hosted_zone_id").asString()
                        + "', healthCheckId: '"
                        + built.path("primary_health_check_id").asString()
                        + "'}\n");
        String first = Files.readString(Path.of("experiments/first-drill.yaml"));
        Path experiment = folder.resolve("built-by-terraform.yaml");
        Files.writeString(
                experiment,
                first.replaceFirst(
                        "(?s)\\n  fis:\\n.*?(?=\\n\\n)",
                        "\n  fis: {templateId: " + template + "}"));

        Conclusion conclusion =
                DrillRun.runIn(
                        sandbox,
                        new DrillOrder(
                                experiment,
                                Optional.of(environment),
                                folder.resolve("reports"),
                                "TerraformIT"),
                        new StopSignal());

        List<Event> events = new ArrayList<>();
        EvidenceFile.in(conclusion.folder()).read(events::add);
        assertTrue(
                events.stream()
                        .anyMatch(event ->
                                event instanceof Event.FaultIntended intended
                                        && intended.what().contains(template)),
                "Terraform's template was started");
        Outcome outcome = conclusion.verdict().outcome();
        boolean stalled = !conclusion.verdict().trust().why().isEmpty();
        assertTrue(
                outcome == Outcome.MET || (outcome == Outcome.INCONCLUSIVE && stalled),
                () -> outcome + ": " + conclusion.verdict().budgets());
    }

    private static void nothingIsLeft(Environment environment) {
        AwsClients aws = new AwsClients(true);
        try (Route53Client route53 = aws.route53(environment.dnsAccount());
                FisClient fis =
                        aws.fis(environment.faultAccount(), environment.regions().getFirst())) {
            assertEquals(List.of(), route53.listHostedZones().hostedZones());
            assertEquals(List.of(), route53.listHealthChecks().healthChecks());
            assertEquals(List.of(), fis.listExperimentTemplates(_ -> {}).experimentTemplates());
        }
    }
}
