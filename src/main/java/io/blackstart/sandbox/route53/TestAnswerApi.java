package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.dns.Authority.Reply;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * TestDNSAnswer: what a name server answers at this moment, by its own answer function. Whether
 * AWS's operation knows of health at once is not known; this one knows what the first name server
 * knows.
 */
final class TestAnswerApi {
    private static final int IPV4_BYTES = 4;

    private final HostedZones zones;
    private final NameServer server;

    TestAnswerApi(HostedZones zones, NameServer server) {
        this.zones = zones;
        this.server = server;
    }

    Answer answer(AwsRequest request) {
        String zoneId = Route53.bareId(required(request, "hostedzoneid"));
        HostedZone zone = zones.find(zoneId);
        String name = DomainName.canonical(required(request, "recordname"));
        String type = required(request, "recordtype").toUpperCase(Locale.ROOT);
        if (!RecordRules.isType(type)) {
            throw invalid("recordtype", type);
        }
        checkAsker(request);
        Reply reply = server.reply(zoneId, within(zone, name), Type.value(type));
        List<Record> records =
                switch (reply) {
                    case Reply.Found(var found) -> found;
                    case Reply.NoRecords _, Reply.NoSuchName _, Reply.NotOurs _ -> List.of();
                    // the servers of a delegated name are not part of the answer
                    case Reply.Referral _ -> List.of();
                };
        return Answer.of(
                "TestDNSAnswerResponse",
                XmlNode.of("Nameserver", server.name()),
                XmlNode.of("RecordName", name),
                XmlNode.of("RecordType", type),
                XmlNode.of(
                        "RecordData",
                        records.stream()
                                .map(record ->
                                        XmlNode.of("RecordDataEntry", record.rdataToString()))
                                .toList()),
                XmlNode.of("ResponseCode", code(reply)),
                XmlNode.of("Protocol", "UDP"));
    }

    private static String code(Reply reply) {
        return switch (reply) {
            case Reply.Found _, Reply.NoRecords _, Reply.Referral _ -> "NOERROR";
            case Reply.NoSuchName _ -> "NXDOMAIN";
            // the zone has not arrived yet
            case Reply.NotOurs() -> "REFUSED";
        };
    }

    private static Name within(HostedZone zone, String name) {
        try {
            if (name.equals(zone.name()) || name.endsWith("." + zone.name())) {
                return DomainName.dns(name);
            }
        } catch (TextParseException e) {
            throw invalid("recordname", name);
        }
        throw new AwsFault(
                400, "InvalidInput", name + " does not lie within the zone " + zone.name());
    }

    /** Who asks makes no difference here, but must make sense. */
    private static void checkAsker(AwsRequest request) {
        value(request, "resolverip").ifPresent(ip -> bits("resolverip", ip));
        Optional<String> subnet = value(request, "edns0clientsubnetip");
        Optional<String> mask = value(request, "edns0clientsubnetmask");
        if (subnet.isEmpty()) {
            mask.ifPresent(bits -> {
                throw new AwsFault(
                        400,
                        "InvalidInput",
                        "edns0clientsubnetmask needs edns0clientsubnetip: " + bits);
            });
            return;
        }
        int most = bits("edns0clientsubnetip", subnet.get());
        if (mask.isPresent()
                && (!mask.get().matches("\\d{1,3}") || Integer.parseInt(mask.get()) > most)) {
            throw invalid("edns0clientsubnetmask", mask.get());
        }
    }

    private static int bits(String parameter, String ip) {
        try {
            return InetAddress.ofLiteral(ip).getAddress().length == IPV4_BYTES ? 32 : 128;
        } catch (IllegalArgumentException e) {
            throw invalid(parameter, ip);
        }
    }

    private static Optional<String> value(AwsRequest request, String parameter) {
        return request.parameter(parameter).filter(text -> !text.isEmpty());
    }

    private static String required(AwsRequest request, String parameter) {
        return value(request, parameter)
                .orElseThrow(() ->
                        new AwsFault(400, "InvalidInput", "TestDNSAnswer needs " + parameter));
    }

    private static AwsFault invalid(String parameter, String value) {
        return new AwsFault(400, "InvalidInput", parameter + " cannot be " + value);
    }
}
