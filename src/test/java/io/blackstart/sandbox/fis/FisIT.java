package io.blackstart.sandbox.fis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.fis.action.Catalogue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.FisException;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.fis.model.ValidationException;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Every operation on templates and what describes them, through the real client and back. */
class FisIT {
    private FisBench fis;
    private FisClient client;

    @BeforeEach
    void start() throws IOException {
        fis = new FisBench();
        client = fis.client;
    }

    @AfterEach
    void stop() {
        fis.close();
    }

    private static void refused(Class<? extends FisException> type, int status, Supplier<?> call) {
        assertEquals(status, assertThrows(type, call::get).statusCode());
    }

    private ExperimentTemplate get(String id) {
        return client.getExperimentTemplate(request -> request.id(id)).experimentTemplate();
    }

    @Test
    void aTemplateIsCreatedReadUpdatedBySectionsAndDeleted() {
        String id =
                fis.template(
                        Drafts.disrupt("PT5M", "entry")
                                .logConfiguration(log ->
                                        log.logSchemaVersion(2)
                                                .cloudWatchLogsConfiguration(group ->
                                                        group.logGroupArn(
                                                                "arn:aws:logs:me-south-1:123456789012:log-group:g:*"))));
        ExperimentTemplate created = get(id);
        assertEquals(
                "arn:aws:fis:me-south-1:123456789012:experiment-template/" + id, created.arn());
        assertEquals("a drill", created.description());
        assertEquals(Map.of("Name", "drill"), created.tags());
        assertEquals("single-account", created.experimentOptions().accountTargetingAsString());
        assertEquals("fail", created.experimentOptions().emptyTargetResolutionModeAsString());
        assertEquals(2, created.logConfiguration().logSchemaVersion());
        assertEquals(0, created.targetAccountConfigurationsCount());
        assertTrue(created.creationTime().isAfter(Instant.now().minusSeconds(600)));
        assertFalse(Objects.requireNonNull(created.actions().get("net")).hasStartAfter());

        var updated =
                client.updateExperimentTemplate(request ->
                                request.id(id)
                                        .description("another")
                                        .experimentOptions(options ->
                                                options.emptyTargetResolutionMode("skip")))
                        .experimentTemplate();
        assertEquals("another", updated.description());
        assertEquals("skip", updated.experimentOptions().emptyTargetResolutionModeAsString());
        assertEquals("single-account", updated.experimentOptions().accountTargetingAsString());
        assertEquals(created.actions(), updated.actions());
        assertEquals(created.targets(), updated.targets());
        assertEquals(created.tags(), updated.tags());
        assertFalse(updated.lastUpdateTime().isBefore(updated.creationTime()));
        assertEquals(updated, get(id));

        refused(
                ValidationException.class,
                400,
                () -> client.updateExperimentTemplate(request -> request.id(id).targets(Map.of())));
        assertEquals(updated, get(id));

        assertEquals(
                updated,
                client.deleteExperimentTemplate(request -> request.id(id)).experimentTemplate());
        refused(ResourceNotFoundException.class, 404, () -> get(id));
        refused(
                ResourceNotFoundException.class,
                404,
                () -> client.deleteExperimentTemplate(request -> request.id(id)));
        refused(
                ResourceNotFoundException.class,
                404,
                () -> client.updateExperimentTemplate(request -> request.id(id).description("x")));
    }

    @Test
    void everyListGoesPageByPage() {
        List<String> templates = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            templates.add(fis.template(Drafts.disrupt("PT1M", "entry")));
        }
        assertEquals(
                templates,
                client
                        .listExperimentTemplatesPaginator(request -> request.maxResults(2))
                        .experimentTemplates()
                        .stream()
                        .map(summary -> summary.id())
                        .toList());
        assertEquals(
                Catalogue.actions().stream().map(action -> action.definition().id()).toList(),
                client.listActionsPaginator(request -> request.maxResults(7)).actions().stream()
                        .map(summary -> summary.id())
                        .toList());
        var page = client.listTargetResourceTypes(request -> request.maxResults(3));
        assertEquals(3, page.targetResourceTypes().size());
        assertTrue(
                client.listTargetResourceTypes(request -> request.nextToken(page.nextToken()))
                                .targetResourceTypes()
                                .size()
                        > 10);
        for (int wrong : List.of(0, 101)) {
            refused(
                    ValidationException.class,
                    400,
                    () -> client.listActions(request -> request.maxResults(wrong)));
        }
        refused(
                ValidationException.class,
                400,
                () -> client.listExperiments(request -> request.nextToken("mine")));
        assertNull(client.listExperiments(_ -> {}).nextToken());
    }

    @Test
    void actionsAndResourceTypesAreDescribed() {
        var disrupt =
                client.getAction(request -> request.id("aws:network:disrupt-connectivity"))
                        .action();
        assertEquals(
                "aws:ec2:subnet",
                Objects.requireNonNull(disrupt.targets().get("Subnets")).resourceType());
        var parameters = disrupt.parameters();
        assertTrue(Objects.requireNonNull(parameters.get("scope")).required());
        assertTrue(Objects.requireNonNull(parameters.get("duration")).required());
        assertFalse(Objects.requireNonNull(parameters.get("prefixListIdentifier")).required());
        assertEquals(
                "arn:aws:fis:me-south-1:123456789012:action/aws:network:disrupt-connectivity",
                disrupt.arn());
        refused(
                ResourceNotFoundException.class,
                404,
                () -> client.getAction(request -> request.id("aws:network:unplug")));
        var subnet =
                client.getTargetResourceType(request -> request.resourceType("aws:ec2:subnet"))
                        .targetResourceType();
        assertFalse(
                Objects.requireNonNull(subnet.parameters().get("availabilityZoneIdentifier"))
                        .required());
        refused(
                ResourceNotFoundException.class,
                404,
                () -> client.getTargetResourceType(request -> request.resourceType("aws:none")));
    }

    @Test
    void tagsAreAddedRemovedAndListed() {
        String arn = get(fis.template(Drafts.disrupt("PT1M", "entry"))).arn();
        client.tagResource(request -> request.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        client.untagResource(request -> request.resourceArn(arn).tagKeys("a", "Name"));
        assertEquals(
                Map.of("b", "2"),
                client.listTagsForResource(request -> request.resourceArn(arn)).tags());
        refused(
                FisException.class,
                404,
                () -> client.listTagsForResource(request -> request.resourceArn(arn + "x")));
        refused(
                FisException.class,
                400,
                () ->
                        client.tagResource(
                                request -> request.resourceArn(arn).tags(Map.of("aws:mine", "1"))));
    }

    @Test
    void otherAccountsAreConfiguredForATemplateAndKeptWithItsExperiments() {
        String single = fis.template(Drafts.disrupt("PT1M", "entry"));
        refused(ValidationException.class, 400, () -> configure(single, "210987654321"));
        String multi =
                fis.template(
                        Drafts.disrupt("PT1M", "entry")
                                .experimentOptions(
                                        options -> options.accountTargeting("multi-account")));
        configure(multi, "210987654321");
        refused(ConflictException.class, 409, () -> configure(multi, "210987654321", "x"));
        var updated =
                client.updateTargetAccountConfiguration(request ->
                                request.experimentTemplateId(multi)
                                        .accountId("210987654321")
                                        .description("the other one"))
                        .targetAccountConfiguration();
        assertEquals(Drafts.ROLE, updated.roleArn());
        assertEquals(
                updated,
                client.getTargetAccountConfiguration(request ->
                                request.experimentTemplateId(multi).accountId("210987654321"))
                        .targetAccountConfiguration());
        assertEquals(1, get(multi).targetAccountConfigurationsCount());
        String started = fis.start(multi);
        assertTrue(
                fis.await(started, ExperimentStatus.FAILED)
                        .state()
                        .reason()
                        .contains("210987654321"));
        var _ =
                client.deleteTargetAccountConfiguration(
                        request -> request.experimentTemplateId(multi).accountId("210987654321"));
        assertEquals(
                List.of(),
                client.listTargetAccountConfigurations(
                                request -> request.experimentTemplateId(multi))
                        .targetAccountConfigurations());
        assertEquals(
                "the other one",
                client.listExperimentTargetAccountConfigurations(
                                request -> request.experimentId(started))
                        .targetAccountConfigurations()
                        .getFirst()
                        .description());
        assertEquals(
                "the other one",
                client.getExperimentTargetAccountConfiguration(
                                request -> request.experimentId(started).accountId("210987654321"))
                        .targetAccountConfiguration()
                        .description());
        refused(
                ResourceNotFoundException.class,
                404,
                () ->
                        client.deleteTargetAccountConfiguration(request ->
                                request.experimentTemplateId(multi).accountId("210987654321")));
        for (int i = 0; i < 10; i++) {
            configure(multi, "11111111111" + i);
        }
        refused(ServiceQuotaExceededException.class, 402, () -> configure(multi, "222222222222"));
    }

    private Object configure(String template, String account) {
        return configure(template, account, "an account");
    }

    private Object configure(String template, String account, String description) {
        return client.createTargetAccountConfiguration(request ->
                request.experimentTemplateId(template)
                        .accountId(account)
                        .roleArn(Drafts.ROLE)
                        .description(description));
    }
}
