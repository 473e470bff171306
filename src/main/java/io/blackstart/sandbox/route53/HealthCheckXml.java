package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.HealthCheckConfig.Calculated;
import io.blackstart.sandbox.route53.HealthCheckConfig.Checked;
import io.blackstart.sandbox.route53.HealthCheckConfig.Endpoint;
import io.blackstart.sandbox.route53.HealthCheckConfig.Metric;

import java.util.ArrayList;
import java.util.List;

/** How a health check stands on the wire; it is read by {@link HealthCheckReader}. */
final class HealthCheckXml {
    private HealthCheckXml() {}

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
        nodes.add(XmlNode.of("Type", config.type()));
        switch (config) {
            case Checked checked -> write(checked, nodes);
            case Calculated(List<String> children, int threshold, _) -> {
                nodes.add(XmlNode.of("HealthThreshold", Integer.toString(threshold)));
                nodes.add(list("ChildHealthChecks", "ChildHealthCheck", children));
            }
            case Metric(String region, String alarm, HealthCheckConfig.Insufficient told, _) -> {
                nodes.add(
                        XmlNode.of(
                                "AlarmIdentifier",
                                List.of(XmlNode.of("Region", region), XmlNode.of("Name", alarm))));
                nodes.add(XmlNode.of("InsufficientDataHealthStatus", told.wire()));
            }
        }
        nodes.add(XmlNode.of("Inverted", Boolean.toString(config.standing().inverted())));
        nodes.add(XmlNode.of("Disabled", Boolean.toString(config.standing().disabled())));
        return XmlNode.of("HealthCheckConfig", nodes);
    }

    private static void write(Checked config, List<XmlNode> nodes) {
        Endpoint endpoint = config.endpoint();
        unlessEmpty("IPAddress", endpoint.ipAddress(), nodes);
        nodes.add(XmlNode.of("Port", Integer.toString(endpoint.port())));
        unlessEmpty("ResourcePath", endpoint.path(), nodes);
        unlessEmpty("FullyQualifiedDomainName", endpoint.name(), nodes);
        unlessEmpty("SearchString", endpoint.search(), nodes);
        nodes.add(XmlNode.of("RequestInterval", Integer.toString(config.interval())));
        nodes.add(XmlNode.of("FailureThreshold", Integer.toString(config.threshold())));
        nodes.add(XmlNode.of("MeasureLatency", Boolean.toString(config.measureLatency())));
        nodes.add(XmlNode.of("EnableSNI", Boolean.toString(endpoint.sni())));
        if (!config.regions().isEmpty()) {
            nodes.add(list("Regions", "Region", config.regions()));
        }
    }

    private static void unlessEmpty(String name, String text, List<XmlNode> nodes) {
        if (!text.isEmpty()) {
            nodes.add(XmlNode.of(name, text));
        }
    }

    private static XmlNode list(String name, String item, List<String> texts) {
        return XmlNode.of(name, texts.stream().map(text -> XmlNode.of(item, text)).toList());
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
