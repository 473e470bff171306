package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.ChangeBatch.Action;
import io.blackstart.sandbox.route53.ChangeBatch.Change;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.NavigableMap;

class ChangeBatchTest {
    private final NavigableMap<Identity, RecordSet> zone =
            HostedZone.create("Z1", "example.test.", "c", "").records();

    @Test
    void createsReplacesAndDeletes() {
        RecordSet one = simple("a.example.test.", "192.0.2.1");
        RecordSet other = simple("a.example.test.", "192.0.2.2");
        var created = batch(Action.CREATE, one).apply("example.test.", zone);
        assertEquals(one, created.get(one.identity()));
        var replaced = batch(Action.UPSERT, other).apply("example.test.", created);
        assertEquals(other, replaced.get(one.identity()));
        assertEquals(zone, batch(Action.DELETE, other).apply("example.test.", replaced));
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
                zone,
                new ChangeBatch("", List.of(create(one), new Change(Action.DELETE, turned)))
                        .apply("example.test.", zone));
    }

    @Test
    void aPairHasOnePrimaryAndNoSimpleRecordBesides() {
        RecordSet first = pair("p", Failover.Role.PRIMARY);
        RecordSet second = pair("q", Failover.Role.PRIMARY);
        assertEquals(
                "[Failover PRIMARY is already taken for name a.example.test. and type A]",
                refusal(new ChangeBatch("", List.of(create(first), create(second)))));
        assertEquals(
                "[RRSet [name='a.example.test.', type='A', set identifier='p'] cannot be created"
                        + " because a non-failover RRSet exists with the same name and type.]",
                refusal(
                        new ChangeBatch(
                                "",
                                List.of(
                                        create(simple("a.example.test.", "192.0.2.1")),
                                        create(first)))));
    }

    @Test
    void aZoneKeepsItsSoaAndNs() {
        RecordSet soa =
                zone.values().stream()
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
                                .apply("example.test.", zone));
    }

    private String refusal(ChangeBatch batch) {
        AwsFault fault = assertThrows(AwsFault.class, () -> batch.apply("example.test.", zone));
        assertEquals("InvalidChangeBatch", fault.code());
        return fault.message();
    }

    private static ChangeBatch batch(Action action, RecordSet set) {
        return new ChangeBatch("", List.of(new Change(action, set)));
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

    private static RecordSet pair(String identifier, Failover.Role role) {
        return new RecordSet(
                "a.example.test.",
                "A",
                new Routing.OneOfPair(identifier, role),
                new Content.Values(60, List.of("192.0.2.1")),
                "");
    }
}
