package io.blackstart.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.run.FaultInjector.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

final class OneWayTest {
    private static Answer refusal(String id, Map<String, String> parameters) {
        List<Answer> refusals = OneWay.refusals(List.of(new FisAction(id, parameters)));
        assertEquals(1, refusals.size(), id);
        Answer refusal = refusals.getFirst();
        assertFalse(refusal.passed());
        assertEquals("FIS action " + id, refusal.name());
        assertTrue(refusal.says().contains("; right would be "), refusal.says());
        return refusal;
    }

    private static void passes(String id, Map<String, String> parameters) {
        assertEquals(List.of(), OneWay.refusals(List.of(new FisAction(id, parameters))));
    }

    @Test
    void instancesThatStayStoppedAreRefused() {
        String id = "aws:ec2:stop-instances";
        refusal(id, Map.of());
        refusal(id, Map.of("startInstancesAfterDuration", " "));
        refusal(id, Map.of("duration", "PT5M"));
        passes(id, Map.of("startInstancesAfterDuration", "PT5M"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ssm:me-south-1::document/AWS-StopRdsInstance",
                "arn:aws:ssm:me-south-1::document/AWS-RestartEC2Instance",
                "arn:aws:ssm:me-south-1:123456789012:document/Ours"
            })
    void aRunbookThatNobodyUndoesIsRefused(String document) {
        FisAction runbook = DatabaseStopsTest.runbook(document, "{}");
        assertTrue(refusal(runbook.id(), runbook.parameters()).says().contains(document));
    }

    @Test
    void theRunbookWhoseClustersAreStartedAgainPasses() {
        FisAction runbook = DatabaseStopsTest.runbook(DatabaseStopsTest.RUNBOOK, "{}");
        passes(runbook.id(), runbook.parameters());
    }

    @ParameterizedTest
    @CsvSource({
        "aws:ssm:send-command, duration",
        "aws:ec2:terminate-instances, none",
        "aws:ec2:send-spot-instance-interruptions, durationBeforeInterruption",
        "aws:eks:inject-kubernetes-custom-resource, maxDuration"
    })
    void whatIsNotKnownToBeUndoneIsRefused(String id, String parameter) {
        refusal(id, Map.of(parameter, "PT5M"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:network:disrupt-connectivity",
                "aws:dynamodb:global-table-pause-replication",
                "aws:fis:wait"
            })
    void whatFisEndsPasses(String id) {
        passes(id, Map.of("duration", "PT5M"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:rds:failover-db-cluster",
                "aws:rds:reboot-db-instances",
                "aws:ecs:stop-task",
                "aws:eks:pod-delete",
                "aws:eks:terminate-nodegroup-instances",
                "aws:cloudwatch:assert-alarm-state"
            })
    void whatRecoversByItselfPasses(String id) {
        passes(id, Map.of());
    }

    @Test
    void eachKindIsRefusedOnce() {
        FisAction stop = new FisAction("aws:ec2:stop-instances", Map.of());
        FisAction command = new FisAction("aws:ssm:send-command", Map.of("duration", "PT5M"));
        assertEquals(2, OneWay.refusals(List.of(stop, command, stop)).size());
    }
}
