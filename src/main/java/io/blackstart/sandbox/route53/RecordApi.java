package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.route53.RecordSet.Identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The operations on a zone's records and on their changes. */
final class RecordApi {
    private static final int RECORDS_MAX = 300;

    private final HostedZones zones;

    RecordApi(HostedZones zones) {
        this.zones = zones;
    }

    Answer change(String id, XmlNode request) {
        zones.find(id);
        return Answer.of(
                "ChangeResourceRecordSetsResponse",
                ZoneApi.change(zones.change(id, ChangeBatch.read(request))));
    }

    /** What the control plane knows, also when it is still on its way to the name servers. */
    Answer list(String id, AwsRequest request) {
        HostedZone zone = zones.find(id);
        Identity first = first(request);
        List<RecordSet> from =
                first.name().isEmpty()
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

    /** Where the list begins: each part needs the one before. */
    private static Identity first(AwsRequest request) {
        String name =
                request.parameter("name")
                        .filter(text -> !text.isEmpty())
                        .map(DomainName::canonical)
                        .orElse("");
        String type = request.parameter("type").orElse("").toUpperCase(Locale.ROOT);
        String identifier = request.parameter("identifier").orElse("");
        if (name.isEmpty() && !type.isEmpty()) {
            throw new AwsFault(400, "InvalidInput", "type needs name");
        }
        if (!type.isEmpty() && !RecordRules.isType(type)) {
            throw new AwsFault(400, "InvalidInput", "there are no records of type " + type);
        }
        if (type.isEmpty() && !identifier.isEmpty()) {
            throw new AwsFault(400, "InvalidInput", "identifier needs name and type");
        }
        return new Identity(name, type, identifier);
    }

    Answer getChange(String id) {
        return Answer.of("GetChangeResponse", ZoneApi.change(zones.changeInfo(id)));
    }
}
