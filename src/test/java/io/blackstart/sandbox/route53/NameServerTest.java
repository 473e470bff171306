package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.LoadBalancers.Balancer;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.dns.Authority.Reply;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

class NameServerTest {
    private static final String ONE = "one.elb.amazonaws.com.";
    private static final String TWO = "two.elb.amazonaws.com.";

    private final RecordedTruth truth = new RecordedTruth();
    private final NameServer server = new NameServer("ns-1", truth);
    private final NavigableMap<Identity, RecordSet> records =
            new TreeMap<>(HostedZone.create("Z1", "example.test.", "c", "").records());

    @ParameterizedTest
    @CsvSource({
        // the PRIMARY's check or none, the SECONDARY's check or none, answer
        "up, up, 192.0.2.1",
        "up, down, 192.0.2.1",
        "up, none, 192.0.2.1",
        "down, up, 192.0.2.2",
        // neither is healthy: both are
        "down, down, 192.0.2.1",
        // always healthy, even if it is really dead
        "down, none, 192.0.2.2",
        "none, up, 192.0.2.1",
        "none, down, 192.0.2.1",
        "none, none, 192.0.2.1",
    })
    void answersByTheTruthTableForEachTypeApart(String primary, String secondary, String answer) {
        pair("A", primary, secondary, "192.0.2.1", "192.0.2.2");
        // the other way round: neither group looks at the other
        pair("AAAA", secondary, primary, "2001:db8::1", "2001:db8::2");
        health();
        assertEquals(List.of(answer), answers("app.example.test.", Type.A));
        String other =
                secondary.equals("down") && !primary.equals("down")
                        ? "2001:db8:0:0:0:0:0:2"
                        : "2001:db8:0:0:0:0:0:1";
        assertEquals(List.of(other), answers("app.example.test.", Type.AAAA));
    }

    @ParameterizedTest
    @CsvSource({
        // PRIMARY's balancer healthy, its check, EvaluateTargetHealth, answer
        "true, up, true, 192.0.2.1",
        "false, up, true, 192.0.2.2",
        "false, none, true, 192.0.2.2",
        "true, down, true, 192.0.2.2",
        "false, up, false, 192.0.2.1",
        "false, none, false, 192.0.2.1",
        "true, down, false, 192.0.2.2",
    })
    void anAliasIsHealthyWhileItsCheckAndItsBalancerAre(
            boolean balancer, String check, boolean evaluate, String answer) {
        put(alias("p", Failover.PRIMARY, ONE, "ZELB", evaluate, check));
        put(alias("s", Failover.SECONDARY, TWO, "ZELB", true, "none"));
        server.balancer(ONE, new Balancer(List.of("192.0.2.1"), List.of(), balancer));
        server.balancer(TWO, new Balancer(List.of("192.0.2.2"), List.of(), true));
        health();
        assertEquals(List.of(answer), answers("app.example.test.", Type.A));
        assertEquals(60, found("app.example.test.", Type.A).getFirst().getTTL());
    }

    @Test
    void mappedAddressesOfABalancerTakeSixteenBytes() {
        put(simple("six.example.test.", "AAAA", new Content.Alias("ZELB", ONE, true)));
        server.balancer(ONE, new Balancer(List.of(), List.of("::ffff:127.0.10.1"), true));
        health();
        assertEquals(
                "00000000000000000000ffff7f000a01",
                java.util.HexFormat.of()
                        .formatHex(
                                found("six.example.test.", Type.AAAA)
                                        .getFirst()
                                        .rdataToWireCanonical()));
    }

    @Test
    void anAliasToAGroupIsHealthyWhileOneMemberIs() {
        put(routed("g.example.test.", new Routing.Weighted("a", 1), "192.0.2.1", "c1"));
        put(routed("g.example.test.", new Routing.Weighted("b", 1), "192.0.2.3", "c2"));
        put(alias("p", Failover.PRIMARY, "g.example.test.", "Z1", true, "none"));
        put(alias("s", Failover.SECONDARY, TWO, "ZELB", true, "none"));
        server.balancer(TWO, new Balancer(List.of("192.0.2.2"), List.of(), true));
        server.check("c1", false);
        publish();
        assertEquals(List.of("192.0.2.3"), answers("app.example.test.", Type.A));
        assertEquals(
                "app.example.test.",
                found("app.example.test.", Type.A).getFirst().getName().toString());
        server.check("c2", false);
        assertEquals(List.of("192.0.2.2"), answers("app.example.test.", Type.A));
        server.check("c1", true);
        assertEquals(List.of("192.0.2.1"), answers("app.example.test.", Type.A));
    }

    @Test
    void aWildcardAnswersForWhatDoesNotExist() {
        put(simple("\\052.example.test.", "A", new Content.Values(60, List.of("192.0.2.9"))));
        put(simple("a.b.example.test.", "A", new Content.Values(60, List.of("192.0.2.1"))));
        publish();
        assertEquals(List.of("192.0.2.9"), answers("x.example.test.", Type.A));
        assertEquals(List.of("192.0.2.9"), answers("x.y.example.test.", Type.A));
        assertEquals(
                "x.example.test.",
                found("x.example.test.", Type.A).getFirst().getName().toString());
        assertInstanceOf(Reply.NoRecords.class, reply("x.example.test.", Type.MX));
        // what exists, even only as a part of other names, is not stood in for
        assertInstanceOf(Reply.NoRecords.class, reply("b.example.test.", Type.A));
        assertInstanceOf(Reply.NoSuchName.class, reply("c.b.example.test.", Type.A));
    }

    @Test
    void theSoaBesideANegativeAnswerSaysHowLongToBelieveIt() {
        put(
                simple(
                        "example.test.",
                        "SOA",
                        new Content.Values(
                                900, List.of("ns.example.test. h.example.test. 1 2 3 4 30"))));
        publish();
        assertEquals(
                30,
                assertInstanceOf(Reply.NoSuchName.class, reply("none.example.test.", Type.A))
                        .soa()
                        .getTTL());
        assertEquals(900, found("example.test.", Type.SOA).getFirst().getTTL());
        assertEquals(4, found("example.test.", Type.NS).size());
        assertInstanceOf(Reply.NotOurs.class, reply("example.com.", Type.A));
    }

    @Test
    void aDelegatedNameIsLeftToItsServers() {
        put(
                simple(
                        "sub.example.test.",
                        "NS",
                        new Content.Values(60, List.of("ns.sub.example.test."))));
        put(simple("ns.sub.example.test.", "A", new Content.Values(60, List.of("192.0.2.53"))));
        publish();
        Reply.Referral referral =
                assertInstanceOf(Reply.Referral.class, reply("x.sub.example.test.", Type.A));
        assertEquals("ns.sub.example.test.", referral.servers().getFirst().rdataToString());
        assertEquals("192.0.2.53", referral.addresses().getFirst().rdataToString());
    }

    @Test
    void aCnameIsFollowedInsideTheZone() {
        put(simple("w.example.test.", "CNAME", new Content.Values(60, List.of("a.example.test."))));
        put(simple("a.example.test.", "A", new Content.Values(60, List.of("192.0.2.1"))));
        put(simple("o.example.test.", "CNAME", new Content.Values(60, List.of("example.com."))));
        publish();
        assertEquals(List.of("a.example.test.", "192.0.2.1"), answers("w.example.test.", Type.A));
        assertEquals(List.of("example.com."), answers("o.example.test.", Type.A));
    }

    @Test
    void whoAsksForEverythingGetsNextToNothing() {
        publish();
        List<Record> found = found("example.test.", Type.ANY);
        assertEquals(1, found.size());
        assertEquals(Type.HINFO, found.getFirst().getType());
    }

    @Test
    void theTruthHearsOfEachChangeOnce() {
        pair("A", "up", "up", "192.0.2.1", "192.0.2.2");
        publish();
        server.check("A-PRIMARY", false);
        server.check("A-PRIMARY", false);
        server.check("A-SECONDARY", true);
        server.withdraw("Z1");
        assertEquals(
                List.of(List.of("192.0.2.1"), List.of("192.0.2.2"), List.of()),
                truth.of("answerChanged").stream()
                        .map(event -> event.detail().get("addresses"))
                        .toList());
        assertTrue(
                truth.of("answerChanged").stream()
                        .allMatch(event -> "ns-1".equals(event.detail().get("nameServer"))));
    }

    private void pair(String type, String primary, String secondary, String one, String other) {
        put(side(type, Failover.PRIMARY, primary, one));
        put(side(type, Failover.SECONDARY, secondary, other));
    }

    private static RecordSet side(String type, Failover role, String check, String value) {
        return new RecordSet(
                "app.example.test.",
                type,
                new Routing.OneOfPair(role.name(), role),
                new Content.Values(60, List.of(value)),
                check.equals("none") ? "" : check.equals("up") ? type + "-" + role : "down");
    }

    private static RecordSet alias(
            String id, Failover role, String target, String zone, boolean evaluate, String check) {
        return new RecordSet(
                "app.example.test.",
                "A",
                new Routing.OneOfPair(id, role),
                new Content.Alias(zone, target, evaluate),
                check.equals("none") ? "" : check);
    }

    private static RecordSet routed(String name, Routing routing, String ip, String check) {
        return new RecordSet(name, "A", routing, new Content.Values(60, List.of(ip)), check);
    }

    private static RecordSet simple(String name, String type, Content content) {
        return new RecordSet(name, type, new Routing.Simple(), content, "");
    }

    private void put(RecordSet set) {
        records.put(set.identity(), set);
    }

    private void publish() {
        HostedZone zone = HostedZone.create("Z1", "example.test.", "c", "").withRecords(records);
        server.publish(
                "Z1", new ServedZone(zone, new ServedZone.Translation(new CloudClock(1), 60)));
    }

    private void health() {
        publish();
        server.check("up", true);
        server.check("down", false);
    }

    private List<String> answers(String name, int type) {
        return found(name, type).stream().map(Record::rdataToString).toList();
    }

    private List<Record> found(String name, int type) {
        return assertInstanceOf(Reply.Found.class, reply(name, type)).records();
    }

    private Reply reply(String name, int type) {
        try {
            return server.reply(Name.fromString(name), type);
        } catch (TextParseException e) {
            throw new AssertionError(e);
        }
    }
}
