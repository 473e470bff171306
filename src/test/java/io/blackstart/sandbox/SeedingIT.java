package io.blackstart.sandbox;

import static io.blackstart.sandbox.Planes.PRIMARY_BALANCER;
import static io.blackstart.sandbox.Planes.SECONDARY_BALANCER;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.sandbox.ControlPlane.Side;
import io.blackstart.sandbox.Seed.Seeded;
import io.blackstart.sandbox.dns.ResolverKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is seeded by settings stands at the control plane and at every DNS server. */
class SeedingIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                          | A PRIMARY alias true check, A SECONDARY alias true"
                        + " check",
                "{'primaryCheck': false}     | A PRIMARY alias true none, A SECONDARY alias true"
                        + " check",
                "{'secondaryCheck': false, 'evaluateTargetHealth': false}                  | A"
                        + " PRIMARY alias false check, A SECONDARY alias false none",
                "{'records': 'plain', 'ttl': 300}                  | A PRIMARY 300 127.0.10.1"
                        + " check, A SECONDARY 300 127.0.20.1 check",
                "{'aaaa': 'primaryOnly', 'records': 'plain'}                  | A PRIMARY 60"
                        + " 127.0.10.1 check, A SECONDARY 60 127.0.20.1 check, AAAA null 60"
                        + " ::ffff:127.0.10.1 none",
                "{'aaaa': 'paired'}          | A PRIMARY alias true check, A SECONDARY alias true"
                        + " check, AAAA PRIMARY alias true check, AAAA SECONDARY alias true check",
            })
    void recordsAreAsTheSettingsSay(String section, String expected) throws Exception {
        try (ControlPlane plane = Planes.start(50, new RecordedFaults(), new RecordedTruth());
                Route53Client route53 = Planes.route53(plane.endpoint())) {
            Seeded seeded = seed(plane, section);
            List<String> records =
                    route53
                            .listResourceRecordSets(request ->
                                    request.hostedZoneId(seeded.hostedZoneId())
                                            .startRecordName("app.example.test"))
                            .resourceRecordSets()
                            .stream()
                            .map(SeedingIT::words)
                            .sorted()
                            .toList();
            assertEquals(List.of(expected.split(", ")), records);
        }
    }

    private static Seeded seed(ControlPlane plane, String section) throws Exception {
        return plane.seed(
                new Seed(
                        "example.test",
                        "app.example.test",
                        new Side("me-south-1", "127.0.10.1", PRIMARY_BALANCER),
                        new Side("eu-central-1", "127.0.20.1", SECONDARY_BALANCER),
                        9,
                        SandboxSettings.parse(section.replace('\'', '"')).names()));
    }

    private static String words(ResourceRecordSet set) {
        String content =
                set.aliasTarget() == null
                        ? set.ttl() + " " + set.resourceRecords().getFirst().value()
                        : "alias " + set.aliasTarget().evaluateTargetHealth();
        return "%s %s %s %s"
                .formatted(
                        set.typeAsString(),
                        set.failoverAsString(),
                        content,
                        set.healthCheckId() == null ? "none" : "check");
    }

    @Test
    void everyServerAnswersAndEveryResolverInItsWay() throws Exception {
        try (ControlPlane plane = Planes.start(10, new RecordedFaults(), new RecordedTruth())) {
            seed(plane, "{'aaaa': 'paired', 'primaryCheck': false}");
            assertEquals(4, plane.nameServers().size());
            for (InetSocketAddress server : plane.nameServers()) {
                Message answer = ask(server, "aPP.Example.TEST.", Type.A);
                assertEquals("127.0.10.1", only(answer).rdataToString());
                assertEquals(6, only(answer).getTTL(), "60 s of the cloud's clock");
                assertEquals(true, answer.getHeader().getFlag(Flags.AA));
                assertEquals("aPP.Example.TEST.", only(answer).getName().toString());
                assertEquals(
                        "0:0:0:0:0:ffff:127.0.10.1",
                        only(ask(server, "app.example.test.", Type.AAAA)).rdataToString());
                Message none = ask(server, "none.example.test.", Type.A);
                assertEquals(Rcode.NXDOMAIN, none.getRcode());
                assertEquals(90, none.getSection(Section.AUTHORITY).getFirst().getTTL());
                assertEquals(Rcode.REFUSED, ask(server, "example.com.", Type.A).getRcode());
            }
            Map<ResolverKind, Long> ttls =
                    Map.of(
                            ResolverKind.OFFICE, 6L,
                            ResolverKind.CLAMPING, 30L,
                            ResolverKind.STALE, 6L,
                            ResolverKind.PINNED, 6L);
            for (var resolver : plane.resolvers().entrySet()) {
                Message answer = ask(resolver.getValue(), "app.example.test.", Type.A);
                assertEquals("127.0.10.1", only(answer).rdataToString());
                assertEquals(ttls.get(resolver.getKey()), only(answer).getTTL());
                assertEquals(false, answer.getHeader().getFlag(Flags.AA));
            }
        }
    }

    private static Record only(Message answer) {
        assertEquals(1, answer.getSection(Section.ANSWER).size(), answer.toString());
        return answer.getSection(Section.ANSWER).getFirst();
    }

    private static Message ask(InetSocketAddress server, String name, int type) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver.send(
                Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }
}
