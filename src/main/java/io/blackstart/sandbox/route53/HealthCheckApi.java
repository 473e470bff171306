package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** The operations on health checks. */
final class HealthCheckApi {
    /** How many are listed when nothing is said. */
    private static final int PAGE = 100;

    private static final int PAGE_MAX = 1_000;

    private final HealthChecks checks;
    private final Watching watching;
    private final Alarms alarms;

    HealthCheckApi(HealthChecks checks, Watching watching, Alarms alarms) {
        this.checks = checks;
        this.watching = watching;
        this.alarms = alarms;
    }

    Answer create(XmlNode request) {
        XmlNode node =
                request.named("CreateHealthCheckRequest")
                        .child("HealthCheckConfig")
                        .orElseThrow(() -> refused("HealthCheckConfig is missing"));
        String reference = request.required("CallerReference");
        HealthCheckConfig config = HealthCheckReader.read(node);
        requireAlarm(config);
        HealthCheck created = checks.create(reference, config);
        return new Answer(
                201,
                "/healthcheck/" + created.id(),
                XmlNode.of("CreateHealthCheckResponse", List.of(HealthCheckXml.write(created))));
    }

    /**
     * Route 53 copies the alarm's settings, so there has to be one. Asked before anything is
     * locked: CloudWatch may have to ask Route 53 in order to answer.
     */
    private void requireAlarm(HealthCheckConfig config) {
        if (config instanceof HealthCheckConfig.Metric(String region, String alarm, _, _)
                && alarms.dataState(region, alarm).isEmpty()) {
            throw refused("there is no CloudWatch alarm " + alarm + " in " + region);
        }
    }

    private static AwsFault refused(String why) {
        return new AwsFault(400, "InvalidInput", why);
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
        if (!marker.isEmpty() && from.isEmpty()) {
            throw refused("marker is no health check: " + marker);
        }
        Page<HealthCheck> page = Page.of(from, request, PAGE, PAGE_MAX);
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
        LongPredicate version =
                request.value("HealthCheckVersion").map(HealthCheckApi::version).orElse(_ -> true);
        request.named("UpdateHealthCheckRequest");
        requireAlarm(HealthCheckReader.update(checks.find(id).config(), request));
        HealthCheck updated =
                checks.update(id, version, old -> HealthCheckReader.update(old, request));
        return Answer.of("UpdateHealthCheckResponse", HealthCheckXml.write(updated));
    }

    private static LongPredicate version(String text) {
        try {
            long wanted = Long.parseLong(text);
            if (wanted >= 1) {
                return version -> version == wanted;
            }
        } catch (NumberFormatException e) {
            throw refused("HealthCheckVersion must be a whole number, not " + text);
        }
        throw refused("HealthCheckVersion must be at least 1, not " + text);
    }

    Answer delete(String id) {
        checks.delete(id);
        return Answer.of("DeleteHealthCheckResponse");
    }

    Answer status(String id) {
        return observations("GetHealthCheckStatusResponse", watching.sightings(checks.find(id)));
    }

    Answer lastFailureReason(String id) {
        return observations(
                "GetHealthCheckLastFailureReasonResponse", watching.failures(checks.find(id)));
    }

    Answer count() {
        return Answer.of(
                "GetHealthCheckCountResponse",
                XmlNode.of("HealthCheckCount", Integer.toString(checks.all().size())));
    }

    Answer checkerIpRanges() {
        return Answer.of(
                "GetCheckerIpRangesResponse",
                XmlNode.of(
                        "CheckerIpRanges",
                        Vantage.ranges().stream()
                                .map(range -> XmlNode.of("member", range))
                                .toList()));
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
