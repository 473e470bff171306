package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.HealthCheckConfig.Protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How a health check stands on the wire. */
final class HealthCheckXml {
    private HealthCheckXml() {}

    /** Reads a HealthCheckConfig element. */
    static HealthCheckConfig read(XmlNode node) {
        Protocol protocol = protocol(node.required("Type"));
        return new HealthCheckConfig(
                protocol,
                node.value("IPAddress").orElse(""),
                number(node, "Port", protocol == Protocol.HTTPS ? 443 : 80),
                node.value("ResourcePath").orElse(""),
                node.value("FullyQualifiedDomainName").orElse(""),
                number(node, "RequestInterval", 30),
                number(node, "FailureThreshold", 3),
                flag(node, "MeasureLatency", false),
                flag(node, "Inverted", false),
                flag(node, "Disabled", false),
                flag(node, "EnableSNI", protocol == Protocol.HTTPS),
                regions(node));
    }

    /** The configuration after an UpdateHealthCheckRequest element. */
    static HealthCheckConfig update(HealthCheckConfig old, XmlNode node) {
        Set<String> reset =
                node.items("ResetElements", "ResettableElementName").stream()
                        .map(item -> item.text().strip())
                        .collect(Collectors.toSet());
        List<String> named = regions(node);
        return new HealthCheckConfig(
                old.protocol(),
                node.value("IPAddress").orElse(old.ipAddress()),
                number(node, "Port", old.port()),
                node.value("ResourcePath").orElse(reset.contains("ResourcePath") ? "" : old.path()),
                node.value("FullyQualifiedDomainName")
                        .orElse(reset.contains("FullyQualifiedDomainName") ? "" : old.name()),
                old.interval(),
                number(node, "FailureThreshold", old.threshold()),
                old.measureLatency(),
                flag(node, "Inverted", old.inverted()),
                flag(node, "Disabled", old.disabled()),
                flag(node, "EnableSNI", old.sni()),
                named.isEmpty() && !reset.contains("Regions") ? old.regions() : named);
    }

    /** The HealthCheck element. */
    static XmlNode write(HealthCheck check) {
        return XmlNode.of(
                "HealthCheck",
                List.of(
                        XmlNode.of("Id", check.id()),
                        XmlNode.of("CallerReference", check.callerReference()),
                        write(check.config()),
                        XmlNode.of("HealthCheckVersion", Long.toString(check.version()))));
    }

    private static XmlNode write(HealthCheckConfig config) {
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(XmlNode.of("IPAddress", config.ipAddress()));
        nodes.add(XmlNode.of("Port", Integer.toString(config.port())));
        nodes.add(XmlNode.of("Type", config.protocol().name()));
        if (!config.path().isEmpty()) {
            nodes.add(XmlNode.of("ResourcePath", config.path()));
        }
        if (!config.name().isEmpty()) {
            nodes.add(XmlNode.of("FullyQualifiedDomainName", config.name()));
        }
        nodes.add(XmlNode.of("RequestInterval", Integer.toString(config.interval())));
        nodes.add(XmlNode.of("FailureThreshold", Integer.toString(config.threshold())));
        nodes.add(XmlNode.of("MeasureLatency", Boolean.toString(config.measureLatency())));
        nodes.add(XmlNode.of("Inverted", Boolean.toString(config.inverted())));
        nodes.add(XmlNode.of("Disabled", Boolean.toString(config.disabled())));
        nodes.add(XmlNode.of("EnableSNI", Boolean.toString(config.sni())));
        if (!config.regions().isEmpty()) {
            nodes.add(
                    XmlNode.of(
                            "Regions",
                            config.regions().stream()
                                    .map(region -> XmlNode.of("Region", region))
                                    .toList()));
        }
        return XmlNode.of("HealthCheckConfig", nodes);
    }

    private static Protocol protocol(String type) {
        return switch (type) {
            case "HTTP" -> Protocol.HTTP;
            case "HTTPS" -> Protocol.HTTPS;
            case "TCP" -> Protocol.TCP;
            default ->
                    throw new AwsFault(
                            400,
                            "InvalidInput",
                            "the sandbox has health checks of the types HTTP, HTTPS and TCP, not "
                                    + type);
        };
    }

    private static List<String> regions(XmlNode node) {
        return node.items("Regions", "Region").stream().map(item -> item.text().strip()).toList();
    }

    static int number(XmlNode node, String name, int otherwise) {
        return node.value(name)
                .map(text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw new AwsFault(
                                400, "InvalidInput", name + " must be a whole number, not " + text);
                    }
                })
                .orElse(otherwise);
    }

    static boolean flag(XmlNode node, String name, boolean otherwise) {
        return node.value(name)
                .map(text ->
                        switch (text) {
                            case "true", "1" -> true;
                            case "false", "0" -> false;
                            default ->
                                    throw new AwsFault(
                                            400,
                                            "InvalidInput",
                                            name + " must be true or false, not " + text);
                        })
                .orElse(otherwise);
    }
}
