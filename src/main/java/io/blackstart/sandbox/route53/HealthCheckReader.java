package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.HealthCheckConfig.Calculated;
import io.blackstart.sandbox.route53.HealthCheckConfig.Checked;
import io.blackstart.sandbox.route53.HealthCheckConfig.Endpoint;
import io.blackstart.sandbox.route53.HealthCheckConfig.Insufficient;
import io.blackstart.sandbox.route53.HealthCheckConfig.Metric;
import io.blackstart.sandbox.route53.HealthCheckConfig.Protocol;
import io.blackstart.sandbox.route53.HealthCheckConfig.Standing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads health checks and their updates. What an element does not know, or what the type of the
 * health check has no use for, is refused: a setting that is dropped in silence would come to light
 * during an outage only.
 */
final class HealthCheckReader {
    private static final Set<String> OF_ALL = Set.of("Type", "Inverted", "Disabled");
    private static final Set<String> OF_CHECKED =
            Set.of(
                    "IPAddress",
                    "Port",
                    "ResourcePath",
                    "FullyQualifiedDomainName",
                    "SearchString",
                    "RequestInterval",
                    "FailureThreshold",
                    "MeasureLatency",
                    "EnableSNI",
                    "Regions");
    private static final Set<String> OF_CALCULATED = Set.of("HealthThreshold", "ChildHealthChecks");
    private static final Set<String> OF_METRIC =
            Set.of("AlarmIdentifier", "InsufficientDataHealthStatus");
    private static final Set<String> OF_UPDATES = Set.of("HealthCheckVersion", "ResetElements");
    private static final List<String> FINAL = List.of("Type", "RequestInterval", "MeasureLatency");
    private static final Set<String> RESETTABLE =
            Set.of("FullyQualifiedDomainName", "Regions", "ResourcePath", "ChildHealthChecks");

    private HealthCheckReader() {}

    /** Reads a HealthCheckConfig element. */
    static HealthCheckConfig read(XmlNode node) {
        String type = node.required("Type");
        return switch (type) {
            case "CALCULATED" -> calculated(node);
            case "CLOUDWATCH_METRIC" -> metric(node);
            case "RECOVERY_CONTROL" ->
                    throw refused(
                            "the sandbox has no Application Recovery Controller, and so no health"
                                    + " checks of the type RECOVERY_CONTROL");
            default -> checked(protocol(type), node);
        };
    }

    private static Protocol protocol(String type) {
        return Arrays.stream(Protocol.values())
                .filter(protocol -> protocol.name().equals(type))
                .findFirst()
                .orElseThrow(() -> refused("there is no health check of the type " + type));
    }

    private static Checked checked(Protocol protocol, XmlNode node) {
        only(node, "a health check of an endpoint", List.of(OF_ALL, OF_CHECKED));
        return new Checked(
                protocol,
                new Endpoint(
                        node.value("IPAddress").orElse(""),
                        HealthCheckXml.number(node, "Port", protocol.tls() ? 443 : 80),
                        node.value("ResourcePath").orElse(""),
                        node.value("FullyQualifiedDomainName").orElse(""),
                        search(node, ""),
                        HealthCheckXml.flag(node, "EnableSNI", protocol.tls())),
                HealthCheckXml.number(node, "RequestInterval", 30),
                HealthCheckXml.number(node, "FailureThreshold", 3),
                HealthCheckXml.flag(node, "MeasureLatency", false),
                texts(node, "Regions", "Region"),
                standing(node, new Standing(false, false)));
    }

    private static Calculated calculated(XmlNode node) {
        only(node, "a health check of the type CALCULATED", List.of(OF_ALL, OF_CALCULATED));
        // AWS does not say what holds without it; nothing would be a safe guess
        node.required("HealthThreshold");
        return new Calculated(
                texts(node, "ChildHealthChecks", "ChildHealthCheck"),
                HealthCheckXml.number(node, "HealthThreshold", 0),
                standing(node, new Standing(false, false)));
    }

    private static Metric metric(XmlNode node) {
        only(node, "a health check of the type CLOUDWATCH_METRIC", List.of(OF_ALL, OF_METRIC));
        XmlNode alarm =
                node.child("AlarmIdentifier")
                        .orElseThrow(() -> refused("AlarmIdentifier is missing"));
        return new Metric(
                alarm.required("Region"),
                alarm.required("Name"),
                insufficient(node, Insufficient.LAST_KNOWN),
                standing(node, new Standing(false, false)));
    }

    /** The configuration after an UpdateHealthCheckRequest element. */
    static HealthCheckConfig update(HealthCheckConfig old, XmlNode node) {
        for (String name : FINAL) {
            if (node.child(name).isPresent()) {
                throw refused("the " + name + " of a health check cannot be changed");
            }
        }
        return switch (old) {
            case Checked checked -> update(checked, node);
            case Calculated calculated -> update(calculated, node);
            case Metric metric -> update(metric, node);
        };
    }

    private static Checked update(Checked old, XmlNode node) {
        only(node, "a health check of an endpoint", List.of(OF_UPDATES, OF_ALL, OF_CHECKED));
        Set<String> reset = reset(node);
        List<String> named = texts(node, "Regions", "Region");
        return new Checked(
                old.protocol(),
                update(old.endpoint(), node, reset),
                old.interval(),
                HealthCheckXml.number(node, "FailureThreshold", old.threshold()),
                old.measureLatency(),
                named.isEmpty() && !reset.contains("Regions") ? old.regions() : named,
                standing(node, old.standing()));
    }

    private static Endpoint update(Endpoint old, XmlNode node, Set<String> reset) {
        String address = node.value("IPAddress").orElse(old.ipAddress());
        if (address.isEmpty() != old.ipAddress().isEmpty()) {
            throw refused(
                    "the IPAddress of a health check can be changed, but neither added nor"
                            + " removed");
        }
        return new Endpoint(
                address,
                HealthCheckXml.number(node, "Port", old.port()),
                changed(node, "ResourcePath", old.path(), reset),
                changed(node, "FullyQualifiedDomainName", old.name(), reset),
                search(node, old.search()),
                HealthCheckXml.flag(node, "EnableSNI", old.sni()));
    }

    private static Calculated update(Calculated old, XmlNode node) {
        only(
                node,
                "a health check of the type CALCULATED",
                List.of(OF_UPDATES, OF_ALL, OF_CALCULATED));
        List<String> named = texts(node, "ChildHealthChecks", "ChildHealthCheck");
        boolean kept = named.isEmpty() && !reset(node).contains("ChildHealthChecks");
        return new Calculated(
                kept ? old.children() : named,
                HealthCheckXml.number(node, "HealthThreshold", old.threshold()),
                standing(node, old.standing()));
    }

    private static Metric update(Metric old, XmlNode node) {
        only(
                node,
                "a health check of the type CLOUDWATCH_METRIC",
                List.of(OF_UPDATES, OF_ALL, OF_METRIC));
        reset(node);
        var alarm = node.child("AlarmIdentifier");
        return new Metric(
                alarm.map(named -> named.required("Region")).orElse(old.region()),
                alarm.map(named -> named.required("Name")).orElse(old.alarm()),
                insufficient(node, old.insufficient()),
                standing(node, old.standing()));
    }

    private static String changed(XmlNode node, String name, String old, Set<String> reset) {
        return node.value(name).orElse(reset.contains(name) ? "" : old);
    }

    private static Set<String> reset(XmlNode node) {
        Set<String> reset = Set.copyOf(texts(node, "ResetElements", "ResettableElementName"));
        reset.stream()
                .filter(name -> !RESETTABLE.contains(name))
                .findAny()
                .ifPresent(name -> {
                    throw refused("there is no ResettableElementName " + name);
                });
        return reset;
    }

    private static Standing standing(XmlNode node, Standing old) {
        return new Standing(
                HealthCheckXml.flag(node, "Inverted", old.inverted()),
                HealthCheckXml.flag(node, "Disabled", old.disabled()));
    }

    private static Insufficient insufficient(XmlNode node, Insufficient otherwise) {
        return node.value("InsufficientDataHealthStatus")
                .map(text ->
                        Arrays.stream(Insufficient.values())
                                .filter(one -> one.wire().equals(text))
                                .findFirst()
                                .orElseThrow(
                                        () -> refused("no InsufficientDataHealthStatus " + text)))
                .orElse(otherwise);
    }

    /** Space counts in what is searched for. */
    private static String search(XmlNode node, String otherwise) {
        return node.child("SearchString").map(XmlNode::text).orElse(otherwise);
    }

    private static List<String> texts(XmlNode node, String list, String item) {
        List<String> texts = new ArrayList<>();
        node.items(list, item).forEach(one -> texts.add(one.text().strip()));
        return texts;
    }

    private static void only(XmlNode node, String what, List<Set<String>> known) {
        Set<String> names = known.stream().flatMap(Set::stream).collect(Collectors.toSet());
        for (XmlNode child : node.children()) {
            if (!names.contains(child.name())) {
                throw refused(child.name() + " is not for " + what);
            }
        }
    }

    private static AwsFault refused(String why) {
        return new AwsFault(400, "InvalidInput", why);
    }
}
