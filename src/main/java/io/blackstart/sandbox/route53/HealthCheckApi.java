package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;

import java.util.ArrayList;
import java.util.List;

/** The operations on health checks. */
final class HealthCheckApi {
    private static final int CHECKS_MAX = 100;

    private final HealthChecks checks;

    HealthCheckApi(HealthChecks checks) {
        this.checks = checks;
    }

    Answer create(XmlNode request) {
        XmlNode config =
                request.child("HealthCheckConfig")
                        .orElseThrow(() ->
                                new AwsFault(400, "InvalidInput", "HealthCheckConfig is missing"));
        HealthCheck created =
                checks.create(request.required("CallerReference"), HealthCheckXml.read(config));
        return new Answer(
                201,
                "/healthcheck/" + created.id(),
                XmlNode.of("CreateHealthCheckResponse", List.of(HealthCheckXml.write(created))));
    }

    Answer get(String id) {
        return Answer.of("GetHealthCheckResponse", HealthCheckXml.write(checks.find(id)));
    }

    Answer list(AwsRequest request) {
        String marker = request.parameter("marker").orElse("");
        List<HealthCheck> from =
                checks.all().stream()
                        .dropWhile(check -> !marker.isEmpty() && !check.id().equals(marker))
                        .toList();
        Page<HealthCheck> page = Page.of(from, request, CHECKS_MAX);
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(
                XmlNode.of(
                        "HealthChecks", page.items().stream().map(HealthCheckXml::write).toList()));
        nodes.add(XmlNode.of("Marker", marker));
        page.next().ifPresent(next -> nodes.add(XmlNode.of("NextMarker", next.id())));
        nodes.addAll(page.ending());
        return Answer.of("ListHealthChecksResponse", nodes);
    }

    Answer update(String id, XmlNode request) {
        HealthCheck updated =
                checks.update(
                        id,
                        HealthCheckXml.number(request, "HealthCheckVersion", 0),
                        old -> HealthCheckXml.update(old, request));
        return Answer.of("UpdateHealthCheckResponse", HealthCheckXml.write(updated));
    }

    Answer delete(String id) {
        checks.delete(id);
        return Answer.of("DeleteHealthCheckResponse");
    }

    Answer status(String id) {
        return observations("GetHealthCheckStatusResponse", checks.sightings(id));
    }

    Answer lastFailureReason(String id) {
        return observations("GetHealthCheckLastFailureReasonResponse", checks.failures(id));
    }

    private static Answer observations(String name, List<CheckerFleet.Sighting> sightings) {
        return Answer.of(
                name,
                XmlNode.of(
                        "HealthCheckObservations",
                        sightings.stream().map(HealthCheckApi::observation).toList()));
    }

    private static XmlNode observation(CheckerFleet.Sighting sighting) {
        Observation observation = sighting.observation();
        return XmlNode.of(
                "HealthCheckObservation",
                List.of(
                        XmlNode.of("Region", sighting.vantage().region()),
                        XmlNode.of("IPAddress", sighting.vantage().ipAddress()),
                        XmlNode.of(
                                "StatusReport",
                                List.of(
                                        XmlNode.of("Status", observation.report()),
                                        XmlNode.of(
                                                "CheckedTime",
                                                ZoneApi.TIME.format(observation.checked()))))));
    }
}
