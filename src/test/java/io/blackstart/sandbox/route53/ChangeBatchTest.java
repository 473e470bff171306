package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.ChangeBatch.Action;
import io.blackstart.sandbox.route53.ChangeBatch.Change;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class ChangeBatchTest {
    private static final String BALANCER = "lb.elb.amazonaws.com.";

    private final HostedZone zone = HostedZone.create("Z1", "example.test.", "c", "");

    @Test
    void createsReplacesAndDeletes() {
        RecordSet one = simple("a.example.test.", "192.0.2.1");
        RecordSet other = simple("a.example.test.", "192.0.2.2");
        var created = batch(Action.CREATE, one).apply(zone, BALANCER::equals);
        assertEquals(one, created.get(one.identity()));
        var replaced =
                batch(Action.UPSERT, other).apply(zone.withRecords(created), BALANCER::equals);
        assertEquals(other, replaced.get(one.identity()));
        assertEquals(
                zone.records(),
                batch(Action.DELETE, other).apply(zone.withRecords(replaced), BALANCER::equals));
    }

    @Test
    void saysWhatExistsAlready() {
        RecordSet one = simple("a.example.test.", "192.0.2.1");
        assertEquals(
                "[Tried to create resource record set [name='a.example.test.', type='A'] but it"
                        + " already exists]",
                refusal(new ChangeBatch("", List.of(create(one), create(one)))));
    }

    @Test
    void saysEveryProblemAtOnce() {
        assertEquals(
                "[Tried to delete resource record set [name='a.example.test.', type='A'] but it was"
                        + " not found, RRSet with DNS name a.other.test. is not permitted in zone"
                        + " example.test.]",
                refusal(
                        new ChangeBatch(
                                "",
                                List.of(
                                        new Change(
                                                Action.DELETE,
                                                simple("a.example.test.", "192.0.2.1")),
                                        create(simple("a.other.test.", "192.0.2.1"))))));
    }

    @Test
    void deletesOnlyWhatIsDescribedExactly() {
        RecordSet one = simple("a.example.test.", "192.0.2.1");
        assertEquals(
                "[Tried to delete resource record set [name='a.example.test.', type='A'] but the"
                        + " values provided do not match the current values]",
                refusal(
                        new ChangeBatch(
                                "",
                                List.of(
                                        create(one),
                                        new Change(
                                                Action.DELETE,
                                                simple("a.example.test.", "192.0.2.9"))))));
    }

    @Test
    void theOrderOfValuesMeansNothing() {
        RecordSet one = simple("a.example.test.", "192.0.2.1", "192.0.2.2");
        RecordSet turned = simple("a.example.test.", "192.0.2.2", "192.0.2.1");
        assertEquals(
                zone.records(),
                new ChangeBatch("", List.of(create(one), new Change(Action.DELETE, turned)))
                        .apply(zone, BALANCER::equals));
    }

    @Test
    void aPairHasOnePrimary() {
        assertEquals(
                "[RRSet with DNS name a.example.test., type A, SetIdentifier q cannot be created as"
                        + " a PRIMARY failover set exists with the same name and type.]",
                refusal(creating(pair("p", Failover.PRIMARY), pair("q", Failover.PRIMARY))));
        var both = creating(pair("p", Failover.PRIMARY), pair("q", Failover.SECONDARY));
        assertEquals(4, both.apply(zone, BALANCER::equals).size());
    }

    @Test
    void policiesDoNotMixInAGroup() {
        RecordSet failover = pair("f", Failover.PRIMARY);
        RecordSet weighted = routed(new Routing.Weighted("w", 1));
        RecordSet multi = routed(new Routing.MultiValue("z"));
        String which = "[RRSet with DNS name a.example.test., type A, SetIdentifier ";
        assertEquals(
                which
                        + "w cannot be created as a non-weighted set exists with the same name and"
                        + " type.]",
                refusal(creating(failover, weighted)));
        assertEquals(
                which
                        + "z cannot be created because a non multivalue answer rrset exists with"
                        + " the same name and type.]",
                refusal(creating(weighted, multi)));
        assertEquals(
                which
                        + "f cannot be created as a non-failover set exists with the same name and"
                        + " type.]",
                refusal(creating(simple("a.example.test.", "192.0.2.1"), failover)));
    }

    @Test
    void anotherTypeIsAnotherGroup() {
        RecordSet aaaa = record("a.example.test.", "AAAA", "2001:db8::1");
        assertEquals(
                4,
                creating(pair("p", Failover.PRIMARY), aaaa).apply(zone, BALANCER::equals).size());
    }

    @Test
    void weightedSetsShareTheirTtl() {
        RecordSet other =
                new RecordSet(
                        "a.example.test.",
                        "A",
                        new Routing.Weighted("x", 1),
                        new Content.Values(61, List.of("192.0.2.1")),
                        "");
        assertEquals(
                "[RRSet with DNS name a.example.test., type A, SetIdentifier x cannot be created as"
                        + " weighted sets must contain the same TTL.]",
                refusal(creating(routed(new Routing.Weighted("w", 1)), other)));
    }

    @Test
    void anAliasLeadsToABalancerOrToARecordOfItsTypeInTheZone() {
        RecordSet target = simple("b.example.test.", "192.0.2.1");
        assertEquals(
                4,
                creating(target, alias("A", "Z1", "b.example.test."))
                        .apply(zone, BALANCER::equals)
                        .size());
        assertEquals(
                3, creating(alias("AAAA", "ZELB", BALANCER)).apply(zone, BALANCER::equals).size());
        assertEquals(
                "[Tried to create an alias that targets b.example.test., type AAAA in zone Z1, but"
                        + " that target was not found]",
                refusal(creating(target, alias("AAAA", "Z1", "b.example.test."))));
        assertEquals(
                "[Tried to create an alias that targets b.other.test., type A in zone Z1, but the"
                        + " alias target name does not lie within the target zone]",
                refusal(creating(alias("A", "Z1", "b.other.test."))));
        assertEquals(
                "[Tried to create an alias that targets none.elb.amazonaws.com., type A in zone"
                        + " ZELB, but that target was not found]",
                refusal(creating(alias("A", "ZELB", "none.elb.amazonaws.com."))));
    }

    @Test
    void aTargetStaysWhileAnAliasLeadsToIt() {
        RecordSet target = simple("b.example.test.", "192.0.2.1");
        HostedZone with =
                zone.withRecords(
                        creating(target, alias("A", "Z1", "b.example.test."))
                                .apply(zone, BALANCER::equals));
        assertThrows(
                AwsFault.class, () -> batch(Action.DELETE, target).apply(with, BALANCER::equals));
    }

    @Test
    void aBatchHasAThousandValuesAtMost() {
        List<Change> changes =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> create(simple("n" + i + ".example.test.", "192.0.2.1")))
                        .toList();
        assertEquals(1_002, new ChangeBatch("", changes).apply(zone, BALANCER::equals).size());
        List<Change> more = new ArrayList<>(changes);
        more.add(create(simple("one.example.test.", "192.0.2.1")));
        assertThrows(AwsFault.class, () -> new ChangeBatch("", more));
        List<Change> upserts =
                changes.stream()
                        .limit(501)
                        .map(change -> new Change(Action.UPSERT, change.set()))
                        .toList();
        assertThrows(AwsFault.class, () -> new ChangeBatch("", upserts));
    }

    @Test
    void namesAndValuesMustBePossible() {
        assertEquals(
                "[Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not"
                        + " a valid IPv4 address) encountered with '999.0.2.1'']",
                refusal(creating(simple("a.example.test.", "999.0.2.1"))));
        assertThrows(
                AwsFault.class,
                () ->
                        creating(simple("x".repeat(64) + ".example.test.", "192.0.2.1"))
                                .apply(zone, BALANCER::equals));
        assertThrows(
                AwsFault.class,
                () ->
                        creating(simple("a..example.test.", "192.0.2.1"))
                                .apply(zone, BALANCER::equals));
        assertEquals(
                "[RRSet of type CNAME with DNS name example.test. is not permitted as it conflicts"
                        + " with other records with the same DNS name in zone example.test., RRSet"
                        + " of type CNAME with DNS name example.test. is not permitted at apex in"
                        + " zone example.test.]",
                refusal(creating(record("example.test.", "CNAME", "b.example.test."))));
    }

    @Test
    void aZoneKeepsItsSoaAndNs() {
        RecordSet soa =
                zone.records().values().stream()
                        .filter(s -> s.type().equals("SOA"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                "[A HostedZone must contain exactly one SOA record for the zone itself.]",
                refusal(batch(Action.DELETE, soa)));
    }

    @Test
    void aliasesBesideACnameAndBadAddressesAreRefused() {
        RecordSet cname = record("a.example.test.", "CNAME", "b.example.test.");
        assertEquals(
                "[RRSet of type CNAME with DNS name a.example.test. is not permitted as it"
                        + " conflicts with other records with the same DNS name in zone"
                        + " example.test.]",
                refusal(
                        new ChangeBatch(
                                "",
                                List.of(
                                        create(cname),
                                        create(simple("a.example.test.", "192.0.2.1"))))));
        assertThrows(
                AwsFault.class,
                () ->
                        batch(Action.CREATE, simple("a.example.test.", "999.0.2.1"))
                                .apply(zone, BALANCER::equals));
    }

    private String refusal(ChangeBatch batch) {
        AwsFault fault = assertThrows(AwsFault.class, () -> batch.apply(zone, BALANCER::equals));
        assertEquals("InvalidChangeBatch", fault.code());
        return fault.message();
    }

    private static ChangeBatch batch(Action action, RecordSet set) {
        return new ChangeBatch("", List.of(new Change(action, set)));
    }

    private static ChangeBatch creating(RecordSet... sets) {
        return new ChangeBatch("", List.of(sets).stream().map(ChangeBatchTest::create).toList());
    }

    private static Change create(RecordSet set) {
        return new Change(Action.CREATE, set);
    }

    private static RecordSet simple(String name, String... values) {
        return record(name, "A", values);
    }

    private static RecordSet record(String name, String type, String... values) {
        return new RecordSet(
                name, type, new Routing.Simple(), new Content.Values(60, List.of(values)), "");
    }

    private static RecordSet alias(String type, String zone, String target) {
        return new RecordSet(
                "alias.example.test.",
                type,
                new Routing.Simple(),
                new Content.Alias(zone, target, true),
                "");
    }

    private static RecordSet pair(String identifier, Failover role) {
        return routed(new Routing.OneOfPair(identifier, role));
    }

    private static RecordSet routed(Routing routing) {
        return new RecordSet(
                "a.example.test.", "A", routing, new Content.Values(60, List.of("192.0.2.1")), "");
    }
}
