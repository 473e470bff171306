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
    /** Needs to know where the asker is, which nobody on loopback can be told from another by. */
    private static final Set<String> NOT_ACTED_OUT =
            Set.of(
                    "Region",
                    "GeoLocation",
                    "CidrRoutingConfig",
                    "GeoProximityLocation",
                    "TrafficPolicyInstanceId");

    private static final List<String> POLICIES = List.of("Weight", "Failover", "MultiValueAnswer");
    private static final int IDENTIFIER_MAX = 128;
    private static final long TTL_MAX = Integer.MAX_VALUE;

    private RecordSetXml() {}

    /**
     * Reads a ResourceRecordSet element.
     *
     * @param action that stands beside it, for messages
     */
    static RecordSet read(XmlNode node, String action) {
        String name = DomainName.canonical(node.required("Name"));
        String type = node.required("Type").toUpperCase(Locale.ROOT);
        String where =
                " in Change with [Action=%s, Name=%s, Type=%s, SetIdentifier=%s]"
                        .formatted(action, name, type, node.value("SetIdentifier").orElse("null"));
        NOT_ACTED_OUT.stream()
                .filter(element -> node.child(element).isPresent())
                .findFirst()
                .ifPresent(element -> {
                    throw invalid("the sandbox does not act out " + element + where);
                });
        if (!RecordRules.isType(type)) {
            throw invalid("there are no records of that type" + where);
        }
        return new RecordSet(
                name,
                type,
                routing(node, where),
                content(node, where),
                node.value("HealthCheckId").orElse(""));
    }

    private static Routing routing(XmlNode node, String where) {
        String identifier = node.value("SetIdentifier").orElse("");
        List<String> policies =
                POLICIES.stream().filter(policy -> !policy(node, policy).isEmpty()).toList();
        if (policies.size() > 1) {
            throw invalid("Expected at most one of " + policies + where);
        }
        if (policies.isEmpty()) {
            if (!identifier.isEmpty()) {
                throw invalid("Expected one of " + POLICIES + " beside SetIdentifier" + where);
            }
            return new Routing.Simple();
        }
        if (identifier.isEmpty()) {
            throw invalid("Missing field 'SetIdentifier'" + where);
        }
        if (identifier.length() > IDENTIFIER_MAX) {
            throw invalid("SetIdentifier is longer than " + IDENTIFIER_MAX + where);
        }
        String value = policy(node, policies.getFirst());
        return switch (policies.getFirst()) {
            case "Weight" ->
                    new Routing.Weighted(
                            identifier,
                            (int) number("Weight", value, Routing.Weighted.WEIGHT_MAX, where));
            case "Failover" -> new Routing.OneOfPair(identifier, failover(value, where));
            default -> new Routing.MultiValue(identifier);
        };
    }

    private static String policy(XmlNode node, String name) {
        String value = node.value(name).orElse("");
        // saying that it is none is saying nothing
        return name.equals("MultiValueAnswer") && value.equals("false") ? "" : value;
    }

    private static Failover failover(String value, String where) {
        return switch (value) {
            case "PRIMARY" -> Failover.PRIMARY;
            case "SECONDARY" -> Failover.SECONDARY;
            default -> throw invalid("Failover must be PRIMARY or SECONDARY, not " + value + where);
        };
    }

    private static Content content(XmlNode node, String where) {
        List<String> values =
                node.items("ResourceRecords", "ResourceRecord").stream()
                        .map(item -> item.required("Value"))
                        .toList();
        var ttl = node.value("TTL").filter(text -> !text.isEmpty());
        var alias = node.child("AliasTarget");
        boolean plain = !values.isEmpty() && ttl.isPresent();
        if (alias.isPresent() == plain
                || (alias.isPresent() && (!values.isEmpty() || ttl.isPresent()))) {
            throw invalid(
                    "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or"
                            + " TrafficPolicyInstanceId], but found "
                            + (alias.isPresent() ? "more than one" : "none")
                            + where);
        }
        if (alias.isPresent()) {
            return new Content.Alias(
                    Route53.bareId(alias.get().required("HostedZoneId")),
                    DomainName.canonical(alias.get().required("DNSName")),
                    evaluate(alias.get().required("EvaluateTargetHealth"), where));
        }
        return new Content.Values(number("TTL", ttl.orElse(""), TTL_MAX, where), values);
    }

    private static boolean evaluate(String text, String where) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("EvaluateTargetHealth is true or false, not " + text + where);
        };
    }

    private static long number(String what, String text, long most, String where) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(what + " must be a whole number, not " + text + where);
        }
        throw invalid(what + " must be 0 to " + most + ", not " + text + where);
    }

    /** The ResourceRecordSet element. */
    static XmlNode write(RecordSet set) {
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(XmlNode.of("Name", set.name()));
        nodes.add(XmlNode.of("Type", set.type()));
        switch (set.routing()) {
            case Routing.Simple() -> {}
            case Routing.Weighted(String setIdentifier, int weight) -> {
                nodes.add(XmlNode.of("SetIdentifier", setIdentifier));
                nodes.add(XmlNode.of("Weight", Integer.toString(weight)));
            }
            case Routing.OneOfPair(String setIdentifier, Failover role) -> {
                nodes.add(XmlNode.of("SetIdentifier", setIdentifier));
                nodes.add(XmlNode.of("Failover", role.name()));
            }
            case Routing.MultiValue(String setIdentifier) -> {
                nodes.add(XmlNode.of("SetIdentifier", setIdentifier));
                nodes.add(XmlNode.of("MultiValueAnswer", "true"));
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
        return new AwsFault(400, "InvalidInput", "Invalid request: " + message);
    }
}
