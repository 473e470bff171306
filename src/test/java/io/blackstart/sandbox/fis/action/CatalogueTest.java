package io.blackstart.sandbox.fis.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.aws.AwsFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The actions as a whole. */
class CatalogueTest {
    @Test
    void everyKindOfActionIsInIt() {
        Set<Class<?>> kinds =
                Catalogue.actions().stream().map(Action::getClass).collect(Collectors.toSet());
        assertEquals(Set.of(Action.class.getPermittedSubclasses()), kinds);
    }

    @Test
    void everyActionHasItsOwnIdAndFindsItself() {
        assertTrue(Catalogue.actions().size() >= 33, "only " + Catalogue.actions().size());
        for (Action action : Catalogue.actions()) {
            assertEquals(action, Catalogue.find(action.definition().id()).orElseThrow());
            assertTrue(
                    action.definition().parameters().stream()
                                    .map(Parameter::name)
                                    .distinct()
                                    .count()
                            == action.definition().parameters().size());
        }
    }

    @Test
    void everyTargetIsOfAKindThatIsDescribed() {
        for (Action action : Catalogue.actions()) {
            action.definition()
                    .slot()
                    .ifPresent(
                            slot -> assertTrue(ResourceType.find(slot.resourceType()).isPresent()));
        }
        assertTrue(ResourceType.all().size() > 15);
    }

    @ParameterizedTest
    @CsvSource({
        "aws:network:disrupt-connectivity, Subnets, duration scope",
        "aws:network:route-table-disrupt-cross-region-connectivity, Subnets, duration region",
        "aws:network:transit-gateway-disrupt-cross-region-connectivity, TransitGateways, duration"
                + " region",
        "aws:network:disrupt-vpc-endpoint, VPCEndpoints, duration",
        "aws:rds:failover-db-cluster, Clusters, ''",
        "aws:rds:reboot-db-instances, DBInstances, ''",
        "aws:ec2:stop-instances, Instances, ''",
        "aws:ecs:stop-task, Tasks, ''",
        "aws:ecs:drain-container-instances, Clusters, drainagePercentage duration",
        "aws:ecs:task-network-blackhole-port, Tasks, duration port trafficType",
        "aws:ecs:task-network-packet-loss, Tasks, duration",
        "aws:ecs:task-network-latency, Tasks, duration",
        "aws:eks:pod-network-blackhole-port, Pods, duration kubernetesServiceAccount port protocol"
                + " trafficType",
        "aws:eks:pod-delete, Pods, kubernetesServiceAccount",
        "aws:eks:terminate-nodegroup-instances, Nodegroups, instanceTerminationPercentage",
        "aws:eks:inject-kubernetes-custom-resource, Cluster, kubernetesApiVersion kubernetesKind"
                + " kubernetesNamespace kubernetesSpec maxDuration",
        "aws:elasticache:replicationgroup-interrupt-az-power, ReplicationGroups, duration",
        "aws:dynamodb:global-table-pause-replication, Tables, duration",
        "aws:s3:bucket-pause-replication, Buckets, duration region",
        "aws:memorydb:multi-region-cluster-pause-replication, MultiRegionClusters, duration",
        "aws:ssm:start-automation-execution, '', documentArn maxDuration",
        "aws:ssm:send-command, Instances, documentArn duration",
        "aws:arc:start-zonal-autoshift, ManagedResources, availabilityZoneIdentifier duration",
        "aws:directconnect:virtual-interface-disconnect, VirtualInterfaces, duration",
        "aws:fis:inject-api-throttle-error, Roles, duration operations percentage service",
        "aws:cloudwatch:assert-alarm-state, '', alarmArns alarmStates",
        "aws:dsql:cluster-connection-failure, Clusters, duration percentage",
        "aws:fis:wait, '', duration"
    })
    void itsTargetAndRequiredParametersAreAwss(String id, String slot, String required) {
        Definition definition = Catalogue.find(id).orElseThrow().definition();
        assertEquals(slot, definition.slot().map(Definition.Slot::name).orElse(""));
        assertEquals(
                required,
                definition.parameters().stream()
                        .filter(Parameter::required)
                        .map(Parameter::name)
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "aws:fis:inject-api-throttle-error, service=s3;percentage=1;operations=x;duration=PT1M",
        "aws:fis:inject-api-throttle-error, service=ec2;percentage=0;operations=x;duration=PT1M",
        "aws:fis:inject-api-throttle-error, service=ec2;percentage=x;operations=x;duration=PT1M",
        "aws:rds:reboot-db-instances, forceFailover=yes",
        "aws:ssm:start-automation-execution, documentArn=a;maxDuration=PT1M;documentParameters=[]",
        "aws:ssm:start-automation-execution, documentArn=a;maxDuration=PT1M;documentParameters={",
        "aws:cloudwatch:assert-alarm-state, 'alarmArns=1,2,3,4,5,6;alarmStates=OK'",
        "aws:cloudwatch:assert-alarm-state, 'alarmArns=1;alarmStates=OK,FINE'"
    })
    void aValueOfTheWrongKindIsRefused(String id, String values) {
        Map<String, String> parameters =
                Arrays.stream(values.split(";", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Definition definition = Catalogue.find(id).orElseThrow().definition();
        AwsFault refused =
                assertThrows(AwsFault.class, () -> definition.check("actions.a", parameters));
        assertEquals("ValidationException", refused.code());
    }
}
