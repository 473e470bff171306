package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.route53.HostedZones.ChangeInfo;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations on hosted zones. */
final class ZoneApi {
    /** Route 53 writes milliseconds always, even when they are zero. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int ZONES_MAX = 100;

    private final HostedZones zones;

    ZoneApi(HostedZones zones) {
        this.zones = zones;
    }

    Answer create(XmlNode request) {
        if (request.child("VPC").isPresent()
                || request.child("HostedZoneConfig")
                        .map(config -> HealthCheckXml.flag(config, "PrivateZone", false))
                        .orElse(false)) {
            throw new AwsFault(400, "InvalidInput", "the sandbox has public zones only");
        }
        request.value("DelegationSetId").ifPresent(ZoneApi::noDelegationSet);
        HostedZones.Created created =
                zones.create(
                        request.required("Name"),
                        request.required("CallerReference"),
                        request.child("HostedZoneConfig")
                                .flatMap(config -> config.value("Comment"))
                                .orElse(""));
        return new Answer(
                201,
                "/hostedzone/" + created.zone().id(),
                XmlNode.of(
                        "CreateHostedZoneResponse",
                        List.of(zone(created.zone()), change(created.change()), servers())));
    }

    private static void noDelegationSet(String id) {
        throw new AwsFault(
                400, "NoSuchDelegationSet", "No delegation set exists with the ID: " + id);
    }

    Answer get(String id) {
        return Answer.of("GetHostedZoneResponse", zone(zones.find(id)), servers());
    }

    Answer count() {
        return Answer.of(
                "GetHostedZoneCountResponse",
                XmlNode.of("HostedZoneCount", Integer.toString(zones.all().size())));
    }

    Answer delete(String id) {
        return Answer.of("DeleteHostedZoneResponse", change(zones.delete(id)));
    }

    Answer comment(String id, XmlNode request) {
        return Answer.of(
                "UpdateHostedZoneCommentResponse",
                zone(zones.comment(id, request.value("Comment").orElse(""))));
    }

    Answer features(String id, XmlNode request) {
        zones.find(id);
        if (request.child("EnableAcceleratedRecovery").isPresent()) {
            zones.recovery(id, HealthCheckXml.flag(request, "EnableAcceleratedRecovery", false));
        }
        return Answer.of("UpdateHostedZoneFeaturesResponse");
    }

    /** No zone of the sandbox is signed. */
    Answer dnssec(String id) {
        zones.find(id);
        return Answer.of(
                "GetDNSSECResponse",
                XmlNode.of("Status", List.of(XmlNode.of("ServeSignature", "NOT_SIGNING"))),
                XmlNode.of("KeySigningKeys", List.of()));
    }

    Answer list(AwsRequest request) {
        request.parameter("delegationsetid")
                .filter(id -> !id.isEmpty())
                .ifPresent(ZoneApi::noDelegationSet);
        Optional<String> type = request.parameter("hostedzonetype");
        if (type.isPresent() && !type.get().equals("PrivateHostedZone")) {
            throw new AwsFault(
                    400,
                    "InvalidInput",
                    "hostedzonetype can be PrivateHostedZone, not " + type.get());
        }
        List<HostedZone> all = type.isPresent() ? List.of() : zones.all();
        String marker = request.parameter("marker").map(Route53::bareId).orElse("");
        if (!marker.isEmpty() && all.stream().noneMatch(zone -> zone.id().equals(marker))) {
            throw new AwsFault(400, "InvalidInput", "no zone has the marker " + marker);
        }
        List<HostedZone> from =
                all.stream()
                        .dropWhile(zone -> !marker.isEmpty() && !zone.id().equals(marker))
                        .toList();
        Page<HostedZone> page = Page.of(from, request, ZONES_MAX);
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(XmlNode.of("HostedZones", page.items().stream().map(ZoneApi::zone).toList()));
        nodes.add(XmlNode.of("Marker", marker));
        page.next().ifPresent(next -> nodes.add(XmlNode.of("NextMarker", next.id())));
        nodes.addAll(page.ending());
        return Answer.of("ListHostedZonesResponse", nodes);
    }

    /** The name is where the list begins, not a filter. */
    Answer listByName(AwsRequest request) {
        String name =
                request.parameter("dnsname")
                        .filter(text -> !text.isEmpty())
                        .map(HostedZones::checkedName)
                        .orElse("");
        String id = request.parameter("hostedzoneid").map(Route53::bareId).orElse("");
        if (name.isEmpty() && !id.isEmpty()) {
            throw new AwsFault(400, "InvalidInput", "hostedzoneid needs dnsname");
        }
        List<HostedZone> from =
                zones.byName().stream()
                        .dropWhile(zone -> !name.isEmpty() && before(zone, name, id))
                        .toList();
        Page<HostedZone> page = Page.of(from, request, ZONES_MAX);
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(XmlNode.of("HostedZones", page.items().stream().map(ZoneApi::zone).toList()));
        if (!name.isEmpty()) {
            nodes.add(XmlNode.of("DNSName", name));
        }
        if (!id.isEmpty()) {
            nodes.add(XmlNode.of("HostedZoneId", id));
        }
        page.next()
                .ifPresent(next -> {
                    nodes.add(XmlNode.of("NextDNSName", next.name()));
                    nodes.add(XmlNode.of("NextHostedZoneId", next.id()));
                });
        nodes.addAll(page.ending());
        return Answer.of("ListHostedZonesByNameResponse", nodes);
    }

    private static boolean before(HostedZone zone, String name, String id) {
        int order = RecordSet.reversed(zone.name()).compareTo(RecordSet.reversed(name));
        return order < 0 || (order == 0 && zone.id().compareTo(id) < 0);
    }

    private static XmlNode zone(HostedZone zone) {
        List<XmlNode> config = new ArrayList<>();
        if (!zone.comment().isEmpty()) {
            config.add(XmlNode.of("Comment", zone.comment()));
        }
        config.add(XmlNode.of("PrivateZone", "false"));
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(XmlNode.of("Id", "/hostedzone/" + zone.id()));
        nodes.add(XmlNode.of("Name", zone.name()));
        nodes.add(XmlNode.of("CallerReference", zone.callerReference()));
        nodes.add(XmlNode.of("Config", config));
        nodes.add(XmlNode.of("ResourceRecordSetCount", Integer.toString(zone.records().size())));
        zone.recovery()
                .ifPresent(recovery ->
                        nodes.add(
                                XmlNode.of(
                                        "Features",
                                        List.of(
                                                XmlNode.of(
                                                        "AcceleratedRecoveryStatus",
                                                        recovery.name())))));
        return XmlNode.of("HostedZone", nodes);
    }

    /** The ChangeInfo element. */
    static XmlNode change(ChangeInfo change) {
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(XmlNode.of("Id", "/change/" + change.id()));
        nodes.add(XmlNode.of("Status", change.inSync() ? "INSYNC" : "PENDING"));
        nodes.add(XmlNode.of("SubmittedAt", TIME.format(change.submitted())));
        if (!change.comment().isEmpty()) {
            nodes.add(XmlNode.of("Comment", change.comment()));
        }
        return XmlNode.of("ChangeInfo", nodes);
    }

    private static XmlNode servers() {
        return XmlNode.of(
                "DelegationSet",
                List.of(
                        XmlNode.of(
                                "NameServers",
                                NameServers.NAMES.stream()
                                        .map(server -> XmlNode.of("NameServer", server))
                                        .toList())));
    }
}
