package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.route53.HostedZones.ChangeInfo;
import io.blackstart.sandbox.route53.RecordSet.Identity;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The operations on hosted zones, their records and their changes. */
final class ZoneApi {
    /** Route 53 writes milliseconds always, even when they are zero. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int ZONES_MAX = 100;
    private static final int RECORDS_MAX = 300;

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

    Answer get(String id) {
        return Answer.of("GetHostedZoneResponse", zone(zones.find(id)), servers());
    }

    Answer list(AwsRequest request) {
        String marker = request.parameter("marker").orElse("");
        List<HostedZone> from =
                zones.all().stream()
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
        String name = request.parameter("dnsname").map(RecordSetXml::name).orElse("");
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

    Answer changeRecords(String id, XmlNode request) {
        return Answer.of(
                "ChangeResourceRecordSetsResponse",
                change(zones.change(id, ChangeBatch.read(request))));
    }

    Answer listRecords(String id, AwsRequest request) {
        HostedZone zone = zones.find(id);
        String name = request.parameter("name").map(RecordSetXml::name).orElse("");
        String type = request.parameter("type").orElse("").toUpperCase(Locale.ROOT);
        if (name.isEmpty() && !type.isEmpty()) {
            throw new AwsFault(400, "InvalidInput", "type needs name");
        }
        Identity first = new Identity(name, type, request.parameter("identifier").orElse(""));
        List<RecordSet> from =
                name.isEmpty()
                        ? List.copyOf(zone.records().values())
                        : List.copyOf(zone.records().tailMap(first, true).values());
        Page<RecordSet> page = Page.of(from, request, RECORDS_MAX);
        List<XmlNode> nodes = new ArrayList<>();
        nodes.add(
                XmlNode.of(
                        "ResourceRecordSets",
                        page.items().stream().map(RecordSetXml::write).toList()));
        page.next()
                .ifPresent(next -> {
                    nodes.add(XmlNode.of("NextRecordName", next.name()));
                    nodes.add(XmlNode.of("NextRecordType", next.type()));
                    if (!next.setIdentifier().isEmpty()) {
                        nodes.add(XmlNode.of("NextRecordIdentifier", next.setIdentifier()));
                    }
                });
        nodes.addAll(page.ending());
        return Answer.of("ListResourceRecordSetsResponse", nodes);
    }

    Answer getChange(String id) {
        return Answer.of("GetChangeResponse", change(zones.changeInfo(id)));
    }

    private static XmlNode zone(HostedZone zone) {
        List<XmlNode> config = new ArrayList<>();
        if (!zone.comment().isEmpty()) {
            config.add(XmlNode.of("Comment", zone.comment()));
        }
        config.add(XmlNode.of("PrivateZone", "false"));
        return XmlNode.of(
                "HostedZone",
                List.of(
                        XmlNode.of("Id", "/hostedzone/" + zone.id()),
                        XmlNode.of("Name", zone.name()),
                        XmlNode.of("CallerReference", zone.callerReference()),
                        XmlNode.of("Config", config),
                        XmlNode.of(
                                "ResourceRecordSetCount",
                                Integer.toString(zone.records().size()))));
    }

    private static XmlNode change(ChangeInfo change) {
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
                                HostedZone.NAME_SERVERS.stream()
                                        .map(server -> XmlNode.of("NameServer", server))
                                        .toList())));
    }
}
