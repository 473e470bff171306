package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.FisBench.PATIENCE;
import static io.blackstart.sandbox.fis.FisBench.action;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Alarms.State;
import io.blackstart.sandbox.RecordedDatabases;
import io.blackstart.sandbox.SetAlarms;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentActionStatus;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What each action does to the cloud. */
class ActingIT {
    private static final String RUNBOOK =
            "arn:aws:ssm:me-south-1::document/AWS-StartStopAuroraCluster";

    private FisBench fis;

    @BeforeEach
    void start() throws IOException {
        fis = new FisBench();
    }

    @AfterEach
    void stop() {
        fis.close();
    }

    private Experiment completed(CreateExperimentTemplateRequest.Builder template) {
        return fis.await(fis.run(template), ExperimentStatus.COMPLETED);
    }

    private Experiment failed(CreateExperimentTemplateRequest.Builder template) {
        return fis.await(fis.run(template), ExperimentStatus.FAILED);
    }

    @Test
    void eachScopeThatTheRegionsHaveIsCutAndMended() {
        for (String scope : List.of("all", "vpc", "availability-zone")) {
            completed(
                    Drafts.aimed(
                            Drafts.net("PT1M", scope),
                            Drafts.tagged("aws:ec2:subnet", "zone", "a")));
        }
        String subnets = "[subnet-me-south-1-database-a, subnet-me-south-1-entry-a]";
        assertEquals(
                List.of(
                        "cut ALL " + subnets,
                        "mend ALL " + subnets,
                        "cut VPC " + subnets,
                        "mend VPC " + subnets,
                        "cut AVAILABILITY_ZONE " + subnets,
                        "mend AVAILABILITY_ZONE " + subnets),
                fis.estate.calls());
    }

    @Test
    void theRoutesToTheOtherRegionAreTakenAndGivenBack() {
        completed(crossRegion("eu-central-1"));
        String subnets = "[subnet-me-south-1-entry-a, subnet-me-south-1-entry-b]";
        assertEquals(
                List.of("cut eu-central-1 " + subnets, "mend eu-central-1 " + subnets),
                fis.estate.calls());
        assertEquals(
                "Action net (aws:network:route-table-disrupt-cross-region-connectivity): the"
                        + " sandbox has nothing in the Region ap-south-1",
                failed(crossRegion("ap-south-1")).state().reason());
    }

    private static CreateExperimentTemplateRequest.Builder crossRegion(String other) {
        return Drafts.aimed(
                Drafts.action(
                        "aws:network:route-table-disrupt-cross-region-connectivity",
                        Map.of("duration", "PT1M", "region", other),
                        Map.of("Subnets", "those")),
                Drafts.tagged("aws:ec2:subnet", "tier", "entry"));
    }

    @Test
    void databasesAreFailedOverAndRebootedByCallsThatAreDoneAtOnce() {
        Experiment done =
                completed(
                        Drafts.aimed(
                                Drafts.action(
                                        "aws:rds:failover-db-cluster",
                                        Map.of(),
                                        Map.of("Clusters", "those")),
                                Drafts.arn("aws:rds:cluster", RecordedDatabases.arn())));
        assertEquals(ExperimentActionStatus.COMPLETED, action(done, "net").state().status());
        var reboot =
                Drafts.action(
                        "aws:rds:reboot-db-instances", Map.of(), Map.of("DBInstances", "those"));
        var instance = Drafts.arn("aws:rds:db", RecordedDatabases.instanceArn("b"));
        completed(Drafts.aimed(reboot, instance));
        assertEquals(
                List.of("failover orders-me-south-1", "reboot orders-me-south-1-b"),
                fis.databases.calls());
        assertTrue(
                failed(
                                Drafts.aimed(
                                        reboot.toBuilder()
                                                .parameters(Map.of("forceFailover", "true"))
                                                .build(),
                                        instance))
                        .state()
                        .reason()
                        .contains("forceFailover"));
    }

    @Test
    void instancesStayStoppedWhenNobodyAskedForMoreAndTasksAreEnded() {
        completed(
                Drafts.aimed(
                        Drafts.action(
                                "aws:ec2:stop-instances", Map.of(), Map.of("Instances", "those")),
                        Drafts.tagged("aws:ec2:instance", "zone", "b")));
        completed(
                Drafts.aimed(
                        Drafts.action("aws:ecs:stop-task", Map.of(), Map.of("Tasks", "those")),
                        Drafts.tagged("aws:ecs:task", "zone", "b")));
        assertEquals(
                List.of("stop [i-me-south-1-b]", "end [task-me-south-1-b]"), fis.estate.calls());
    }

    @Test
    void stoppedInstancesAreStartedAgainAfterTheirTime() {
        completed(
                Drafts.aimed(
                        Drafts.action(
                                "aws:ec2:stop-instances",
                                Map.of("startInstancesAfterDuration", "PT1M"),
                                Map.of("Instances", "those")),
                        Drafts.tagged("aws:ec2:instance", "zone", "b")));
        assertEquals(
                List.of("stop [i-me-south-1-b]", "start [i-me-south-1-b]"), fis.estate.calls());
    }

    @Test
    void theRunbookStopsTheClusterAndNothingStartsItAgain() {
        String id = fis.run(runbook("Stop", "PT12H"));
        await().atMost(PATIENCE).until(() -> !fis.databases.calls().isEmpty());
        assertEquals(ExperimentStatus.RUNNING, fis.status(id));
        fis.databases.reach("stopped");
        Experiment done = fis.await(id, ExperimentStatus.COMPLETED);
        assertEquals(ExperimentActionStatus.COMPLETED, action(done, "net").state().status());
        assertEquals(List.of("stop orders-me-south-1"), fis.databases.calls());

        String again = fis.run(runbook("Start", "PT12H"));
        await().atMost(PATIENCE).until(() -> fis.databases.calls().size() == 2);
        fis.databases.reach("available");
        fis.await(again, ExperimentStatus.COMPLETED);
        assertEquals("start orders-me-south-1", fis.databases.calls().getLast());
    }

    @Test
    void stoppingTheRunbookUndoesNothing() {
        String id = fis.run(runbook("Stop", "PT12H"));
        await().atMost(PATIENCE).until(() -> !fis.databases.calls().isEmpty());
        var _ = fis.client.stopExperiment(request -> request.id(id));
        fis.await(id, ExperimentStatus.STOPPED);
        assertEquals(List.of("stop orders-me-south-1"), fis.databases.calls());
    }

    @Test
    void aRunbookThatIsRefusedOrLateFails() {
        Experiment late = failed(runbook("Stop", "PT1M"));
        assertEquals("Timeout", late.state().error().code());
        fis.databases.refuseToStop();
        Experiment refused = failed(runbook("Stop", "PT12H"));
        assertEquals("InvalidDBClusterStateFault", refused.state().error().code());
        assertEquals("actions.net", refused.state().error().location());
        assertTrue(refused.state().reason().contains("global database"));
        assertEquals(ExperimentActionStatus.FAILED, action(refused, "net").state().status());
    }

    private static CreateExperimentTemplateRequest.Builder runbook(String order, String longest) {
        return Drafts.template(Map.of("net", automation(RUNBOOK, order, longest)));
    }

    private static CreateExperimentTemplateActionInput automation(
            String document, String order, String longest) {
        return Drafts.action(
                "aws:ssm:start-automation-execution",
                Map.of(
                        "documentArn",
                        document,
                        "documentParameters",
                        "{\"ClusterName\":\"orders-me-south-1\",\"Action\":\"" + order + "\"}",
                        "maxDuration",
                        longest),
                Map.of());
    }

    @Test
    void whatTheSandboxCannotDoFailsAtTheStartAndNamesTheAction() {
        assertTrue(
                failed(
                                Drafts.aimed(
                                        Drafts.net("PT1M", "s3"),
                                        Drafts.tagged("aws:ec2:subnet", "tier", "entry")))
                        .state()
                        .reason()
                        .startsWith("Action net (aws:network:disrupt-connectivity): the sandbox"));
        Experiment pods =
                failed(
                        Drafts.template(
                                        Map.of(
                                                "first",
                                                Drafts.pause("PT1M"),
                                                "net",
                                                Drafts.action(
                                                        "aws:s3:bucket-pause-replication",
                                                        Map.of(
                                                                "duration",
                                                                "PT1M",
                                                                "region",
                                                                "eu-central-1"),
                                                        Map.of("Buckets", "those"))))
                                .targets(
                                        Map.of("those", Drafts.tagged("aws:s3:bucket", "a", "b"))));
        assertEquals(
                "Action net (aws:s3:bucket-pause-replication): the sandbox does not act it out",
                pods.state().reason());
        assertEquals(ExperimentActionStatus.FAILED, action(pods, "net").state().status());
        assertNull(action(pods, "first").startTime());
        assertTrue(
                failed(
                                Drafts.template(
                                        Map.of(
                                                "net",
                                                automation(
                                                        "arn:aws:ssm:me-south-1:123456789012:document/Mine",
                                                        "Stop",
                                                        "PT1M"))))
                        .state()
                        .reason()
                        .contains("not Mine"));
    }

    @Test
    void anAlarmInTheWrongStateFailsTheAssertionAndCancelsWhatComesAfter() {
        String arn = SetAlarms.arn("me-south-1", "lag");
        fis.alarms.set(arn, State.OK);
        completed(asserting(arn, "OK,INSUFFICIENT_DATA"));
        Experiment failed = failed(asserting(arn, "ALARM"));
        assertEquals(ExperimentActionStatus.FAILED, action(failed, "gate").state().status());
        assertEquals(ExperimentActionStatus.CANCELLED, action(failed, "net").state().status());
        assertTrue(failed.state().reason().contains(arn + " is OK"), failed.state().reason());
    }

    private static CreateExperimentTemplateRequest.Builder asserting(String arn, String states) {
        return Drafts.template(
                Map.of(
                        "gate",
                        Drafts.action(
                                "aws:cloudwatch:assert-alarm-state",
                                Map.of("alarmArns", arn, "alarmStates", states),
                                Map.of()),
                        "net",
                        Drafts.pause("PT1M", "gate")));
    }
}
