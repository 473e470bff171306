package io.blackstart.drill;

import io.blackstart.aws.AwsClients;
import io.blackstart.experiment.Environment;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

import java.util.List;
import java.util.Optional;

/** The load balancers behind a sandbox's failover pair, as its Route 53 shows them. */
public record FailoverPair(Side primary, Side secondary) {
    /**
     * One side.
     *
     * @param region which the record's set identifier names
     * @param loadBalancer DNS name, without a trailing dot
     * @param zone the hosted zone that AWS keeps the load balancer's name in
     */
    public record Side(String region, String loadBalancer, String zone) {}

    /**
     * Reads the pair of a sandbox's name.
     *
     * @return nothing when the pair names plain addresses, or is none
     * @throws software.amazon.awssdk.core.exception.SdkException when Route 53 does not answer
     */
    public static Optional<FailoverPair> read(Environment sandbox) {
        String name = sandbox.dns().name() + ".";
        try (Route53Client route53 = new AwsClients(true).route53(sandbox.dnsAccount())) {
            List<ResourceRecordSet> records =
                    route53
                            .listResourceRecordSets(request ->
                                    request.hostedZoneId(
                                            sandbox.dns().hostedZoneId().orElseThrow()))
                            .resourceRecordSets()
                            .stream()
                            .filter(each ->
                                    each.type() == RRType.A
                                            && each.name().equals(name)
                                            && each.aliasTarget() != null)
                            .toList();
            Optional<Side> primary = side(records, ResourceRecordSetFailover.PRIMARY);
            Optional<Side> secondary = side(records, ResourceRecordSetFailover.SECONDARY);
            return primary.flatMap(one -> secondary.map(two -> new FailoverPair(one, two)));
        }
    }

    private static Optional<Side> side(
            List<ResourceRecordSet> records, ResourceRecordSetFailover role) {
        return records.stream()
                .filter(each -> each.failover() == role)
                .findFirst()
                .map(each ->
                        new Side(
                                each.setIdentifier(),
                                withoutDot(each.aliasTarget().dnsName()),
                                each.aliasTarget().hostedZoneId()));
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
