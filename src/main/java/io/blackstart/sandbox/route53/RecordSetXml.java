package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a resource record set stands on the wire. */
final class RecordSetXml {
    private static final Set<String> OTHER_ROUTING =
            Set.of(
                    "Weight",
                    "Region",
                    "GeoLocation",
                    "MultiValueAnswer",
                    "CidrRoutingConfig",
                    "GeoProximityLocation",
                    "TrafficPolicyInstanceId");
    private static final int IDENTIFIER_MAX = 128;
    private static final long TTL_MAX = Integer.MAX_VALUE;

    private RecordSetXml() {}

    /** Reads a ResourceRecordSet element. */
    static RecordSet read(XmlNode node) {
        OTHER_ROUTING.stream()
                .filter(name -> node.child(name).isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("the sandbox knows simple and failover records, not " + name);
                });
        return new RecordSet(
                name(node.required("Name")),
                node.required("Type").toUpperCase(Locale.ROOT),
                routing(node),
                content(node),
                node.value("HealthCheckId").orElse(""));
    }

    private static Routing routing(XmlNode node) {
        String identifier = node.value("SetIdentifier").orElse("");
        String failover = node.value("Failover").orElse("");
        if (failover.isEmpty() && identifier.isEmpty()) {
            return new Routing.Simple();
        }
        if (failover.isEmpty() || identifier.isEmpty()) {
            throw invalid("a failover record needs both Failover and SetIdentifier");
        }
        if (identifier.length() > IDENTIFIER_MAX) {
            throw invalid("SetIdentifier is longer than " + IDENTIFIER_MAX);
        }
        return switch (failover) {
            case "PRIMARY" -> new Routing.OneOfPair(identifier, Failover.Role.PRIMARY);
            case "SECONDARY" -> new Routing.OneOfPair(identifier, Failover.Role.SECONDARY);
            default -> throw invalid("Failover must be PRIMARY or SECONDARY, not " + failover);
        };
    }

    private static Content content(XmlNode node) {
        List<String> values =
                node.items("ResourceRecords", "ResourceRecord").stream()
                        .map(item -> item.required("Value"))
                        .toList();
        var alias = node.child("AliasTarget");
        if (alias.isPresent()) {
            if (!values.isEmpty() || node.child("TTL").isPresent()) {
                throw invalid("an alias has neither TTL nor ResourceRecords");
            }
            return new Content.Alias(
                    alias.get().required("HostedZoneId"),
                    name(alias.get().required("DNSName")),
                    HealthCheckXml.flag(alias.get(), "EvaluateTargetHealth", false));
        }
        if (values.isEmpty()) {
            throw invalid("a record set needs ResourceRecords or an AliasTarget");
        }
        return new Content.Values(ttl(node.required("TTL")), values);
    }

    private static long ttl(String text) {
        try {
            long ttl = Long.parseLong(text);
            if (ttl >= 0 && ttl <= TTL_MAX) {
                return ttl;
            }
        } catch (NumberFormatException e) {
            throw invalid("TTL must be a whole number, not " + text);
        }
        throw invalid("TTL must be 0 to " + TTL_MAX + ", not " + text);
    }

    /** A domain name as it is kept: lower case, with its trailing dot. */
    static String name(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower : lower + ".";
    }

    /** The ResourceRecordSet element. */
    static XmlNode write(RecordSet set) {
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(XmlNode.of("Name", set.name()));
        nodes.add(XmlNode.of("Type", set.type()));
        switch (set.routing()) {
            case Routing.Simple() -> {}
            case Routing.OneOfPair(String setIdentifier, Failover.Role role) -> {
                nodes.add(XmlNode.of("SetIdentifier", setIdentifier));
                nodes.add(XmlNode.of("Failover", role.name()));
            }
        }
        switch (set.content()) {
            case Content.Values(long ttl, List<String> values) -> {
                nodes.add(XmlNode.of("TTL", Long.toString(ttl)));
                nodes.add(
                        XmlNode.of(
                                "ResourceRecords",
                                values.stream().map(RecordSetXml::value).toList()));
            }
            case Content.Alias(String zone, String target, boolean evaluate) ->
                    nodes.add(
                            XmlNode.of(
                                    "AliasTarget",
                                    List.of(
                                            XmlNode.of("HostedZoneId", zone),
                                            XmlNode.of("DNSName", target),
                                            XmlNode.of(
                                                    "EvaluateTargetHealth",
                                                    Boolean.toString(evaluate)))));
        }
        if (!set.healthCheckId().isEmpty()) {
            nodes.add(XmlNode.of("HealthCheckId", set.healthCheckId()));
        }
        return XmlNode.of("ResourceRecordSet", nodes);
    }

    private static XmlNode value(String value) {
        return XmlNode.of("ResourceRecord", List.of(XmlNode.of("Value", value)));
    }

    private static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidInput", message);
    }
}
