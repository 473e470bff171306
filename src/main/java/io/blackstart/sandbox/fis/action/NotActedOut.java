package io.blackstart.sandbox.fis.action;

import static io.blackstart.sandbox.fis.action.Parameter.FLAG;
import static io.blackstart.sandbox.fis.action.Parameter.PERCENT;
import static io.blackstart.sandbox.fis.action.Parameter.PORT;
import static io.blackstart.sandbox.fis.action.Parameter.SPAN;
import static io.blackstart.sandbox.fis.action.Parameter.TEXT;
import static io.blackstart.sandbox.fis.action.Parameter.duration;
import static io.blackstart.sandbox.fis.action.Parameter.oneOf;
import static io.blackstart.sandbox.fis.action.Parameter.optional;
import static io.blackstart.sandbox.fis.action.Parameter.required;

import io.blackstart.sandbox.Resource;
import io.blackstart.sandbox.fis.action.Definition.Slot;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Actions that need what the sandbox does not have. */
final class NotActedOut {
    /** What AWS allows where its quota is not known here. */
    private static final int QUOTA = 5;

    private static final Parameter REGION = required("region", "The Region to isolate from.", TEXT);
    private static final Parameter PROTOCOL =
            optional("protocol", "The protocol; tcp if not said.", oneOf("tcp", "udp"));
    private static final Parameter TRAFFIC =
            required("trafficType", "The direction.", oneOf("ingress", "egress"));
    private static final Parameter PORT_NUMBER = required("port", "The port.", PORT);
    private static final Parameter LOSS =
            optional("lossPercent", "Share of packets that is lost.", PERCENT);
    private static final Parameter DELAY =
            optional("delayMilliseconds", "The delay.", new Parameter.Kind.Whole(0, 600_000));
    private static final Parameter JITTER =
            optional("jitterMilliseconds", "Its jitter.", new Parameter.Kind.Whole(0, 600_000));
    private static final Parameter FLOWS =
            optional("flowsPercent", "Share of flows that is impaired.", PERCENT);
    private static final Parameter SOURCES = optional("sources", "Which traffic.", TEXT);

    private NotActedOut() {}

    static List<Definition> definitions() {
        return Stream.of(network(), ecs(), eks(), pauses(), errors(), rest())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Definition> network() {
        return List.of(
                Definition.of(
                        "aws:network:transit-gateway-disrupt-cross-region-connectivity",
                        "Blocks a transit gateway's peering with another Region.",
                        new Slot("TransitGateways", "aws:ec2:transit-gateway", 5),
                        duration(),
                        REGION),
                Definition.of(
                        "aws:network:disrupt-vpc-endpoint",
                        "Lets nothing into an interface endpoint.",
                        new Slot("VPCEndpoints", "aws:ec2:vpc-endpoint", QUOTA),
                        duration()),
                Definition.of(
                        "aws:directconnect:virtual-interface-disconnect",
                        "Puts the BGP sessions of virtual interfaces down.",
                        new Slot("VirtualInterfaces", "aws:directconnect:virtual-interface", QUOTA),
                        duration()),
                Definition.of(
                        "aws:arc:start-zonal-autoshift",
                        "Shifts traffic out of an Availability Zone.",
                        new Slot("ManagedResources", "aws:arc:zonal-shift-managed-resource", QUOTA),
                        duration(),
                        required("availabilityZoneIdentifier", "The zone to leave.", TEXT),
                        optional(
                                "managedResourceTypes",
                                "Kinds of resources, with commas between.",
                                new Parameter.Kind.Word(Set.of("ASG", "ALB", "NLB", "EKS"), 4)),
                        optional("zonalAutoshiftStatus", "Which of them.", oneOf("ENABLED"))));
    }

    private static List<Definition> ecs() {
        Slot tasks = new Slot("Tasks", Resource.TASK, 5);
        Parameter dependencies =
                optional("installDependencies", "Whether to install what it needs.", FLAG);
        Parameter endpoints =
                optional("useEcsFaultInjectionEndpoints", "Whether to use the agent's.", FLAG);
        return List.of(
                Definition.of(
                        "aws:ecs:drain-container-instances",
                        "Drains some of a cluster's container instances.",
                        new Slot("Clusters", "aws:ecs:cluster", QUOTA),
                        duration(),
                        required("drainagePercentage", "Share that is drained.", PERCENT)),
                Definition.of(
                        "aws:ecs:task-network-blackhole-port",
                        "Drops the traffic of a port.",
                        tasks,
                        duration(),
                        PORT_NUMBER,
                        TRAFFIC,
                        PROTOCOL,
                        dependencies,
                        endpoints),
                Definition.of(
                        "aws:ecs:task-network-packet-loss",
                        "Loses packets that leave the tasks.",
                        tasks,
                        duration(),
                        LOSS,
                        FLOWS,
                        SOURCES,
                        dependencies,
                        endpoints),
                Definition.of(
                        "aws:ecs:task-network-latency",
                        "Delays packets that leave the tasks.",
                        tasks,
                        duration(),
                        DELAY,
                        JITTER,
                        FLOWS,
                        SOURCES,
                        dependencies,
                        endpoints));
    }

    private static List<Definition> eks() {
        Slot pods = new Slot("Pods", "aws:eks:pod", 50);
        Parameter account =
                required("kubernetesServiceAccount", "What the fault's pod runs as.", TEXT);
        Parameter image = optional("fisPodContainerImage", "Image of the fault's pod.", TEXT);
        Parameter labels = optional("fisPodLabels", "Labels of the fault's pod.", TEXT);
        Parameter annotations = optional("fisPodAnnotations", "Its annotations.", TEXT);
        Parameter policy = optional("fisPodSecurityPolicy", "Its security standard.", TEXT);
        Parameter errors =
                optional(
                        "maxErrorsPercent",
                        "Share of targets that may fail.",
                        new Parameter.Kind.Whole(0, 100));
        return List.of(
                Definition.of(
                        "aws:eks:pod-network-blackhole-port",
                        "Drops the traffic of a port of pods.",
                        pods,
                        duration(),
                        account,
                        required("protocol", "The protocol.", oneOf("tcp", "udp")),
                        TRAFFIC,
                        PORT_NUMBER,
                        image,
                        labels,
                        annotations,
                        policy,
                        errors),
                Definition.of(
                        "aws:eks:pod-network-packet-loss",
                        "Loses packets of pods.",
                        pods,
                        duration(),
                        account,
                        LOSS,
                        FLOWS,
                        SOURCES,
                        image,
                        labels,
                        annotations,
                        policy,
                        errors),
                Definition.of(
                        "aws:eks:pod-network-latency",
                        "Delays packets of pods.",
                        pods,
                        duration(),
                        account,
                        DELAY,
                        JITTER,
                        FLOWS,
                        SOURCES,
                        image,
                        labels,
                        annotations,
                        policy,
                        errors),
                Definition.of(
                        "aws:eks:pod-delete",
                        "Deletes pods.",
                        pods,
                        account,
                        optional(
                                "gracePeriodSeconds",
                                "Seconds that a pod has to end.",
                                new Parameter.Kind.Whole(0, 43_200)),
                        image,
                        labels,
                        annotations,
                        policy,
                        errors),
                Definition.of(
                        "aws:eks:terminate-nodegroup-instances",
                        "Terminates some instances of node groups.",
                        new Slot("Nodegroups", "aws:eks:nodegroup", QUOTA),
                        required("instanceTerminationPercentage", "Share of them.", PERCENT)),
                Definition.of(
                        "aws:eks:inject-kubernetes-custom-resource",
                        "Creates a custom resource of another fault tool.",
                        new Slot("Cluster", "aws:eks:cluster", 1),
                        required("kubernetesApiVersion", "Its API version.", TEXT),
                        required("kubernetesKind", "Its kind.", TEXT),
                        required("kubernetesNamespace", "Its namespace.", TEXT),
                        required("kubernetesSpec", "Its spec.", new Parameter.Kind.Json()),
                        required("maxDuration", "After which it has failed.", SPAN)));
    }

    private static List<Definition> pauses() {
        Slot groups = new Slot("ReplicationGroups", "aws:elasticache:replicationgroup", QUOTA);
        return List.of(
                Definition.of(
                        "aws:elasticache:replicationgroup-interrupt-az-power",
                        "Interrupts the nodes of one Availability Zone.",
                        groups,
                        duration()),
                Definition.of(
                        "aws:elasticache:interrupt-cluster-az-power",
                        "The older name of replicationgroup-interrupt-az-power.",
                        groups,
                        duration()),
                Definition.of(
                        "aws:dynamodb:global-table-pause-replication",
                        "Pauses the replication of global tables.",
                        new Slot("Tables", "aws:dynamodb:global-table", QUOTA),
                        duration()),
                Definition.of(
                        "aws:s3:bucket-pause-replication",
                        "Pauses the replication of buckets.",
                        new Slot("Buckets", "aws:s3:bucket", 20),
                        duration(),
                        required("region", "The Region of the destination buckets.", TEXT),
                        optional("destinationBuckets", "Which of them.", TEXT),
                        optional("prefixes", "Which objects.", TEXT)),
                Definition.of(
                        "aws:memorydb:multi-region-cluster-pause-replication",
                        "Pauses the replication with a cluster's other Regions.",
                        new Slot("MultiRegionClusters", "aws:memorydb:multi-region-cluster", QUOTA),
                        duration()));
    }

    private static List<Definition> errors() {
        return Stream.of("internal", "throttle", "unavailable")
                .map(kind ->
                        Definition.of(
                                "aws:fis:inject-api-" + kind + "-error",
                                "Answers the calls of a role with an error.",
                                new Slot("Roles", "aws:iam:role", QUOTA),
                                duration(),
                                required(
                                        "service",
                                        "The service that is called.",
                                        oneOf("ec2", "kinesis")),
                                required("percentage", "Share of the calls.", PERCENT),
                                required(
                                        "operations",
                                        "The operations, with commas between.",
                                        TEXT)))
                .toList();
    }

    private static List<Definition> rest() {
        return List.of(
                Definition.of(
                        "aws:ssm:send-command",
                        "Runs a command on instances.",
                        new Slot("Instances", Resource.INSTANCE, 5),
                        duration(),
                        required("documentArn", "The command.", TEXT),
                        optional("documentVersion", "Its version.", TEXT),
                        optional("documentParameters", "Its parameters.", TEXT)),
                Definition.of(
                        "aws:dsql:cluster-connection-failure",
                        "Lets connections to clusters fail.",
                        new Slot("Clusters", "aws:dsql:cluster", QUOTA),
                        duration(),
                        required("percentage", "Share of the connections.", PERCENT)));
    }
}
