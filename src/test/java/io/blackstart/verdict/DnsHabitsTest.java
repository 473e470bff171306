package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.verdict.Verdict.Diagnosis;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Resolvers with bad habits, beside an authority that flips in time. */
class DnsHabitsTest {
    private static final Outage TRUTH = Outage.healthy(4);
    private static final String OFFICE = "office";

    @Test
    void anHonestResolverHasNone() {
        assertEquals(List.of(), habits(Story.of(TRUTH)));
    }

    @Test
    void whoKeepsTheOldAnswerBeyondItsTtlIsNamed() {
        // a second is the grain of a TTL
        assertEquals(List.of(), habits(keeping(TRUTH.ttl() + 0.9)));
        Diagnosis found = only(habits(keeping(TRUTH.ttl() + 3)));
        assertEquals("dns-ttl-violated", found.id());
        assertTrue(found.says().startsWith("DNS at office gave the old address"), found.says());
        assertTrue(found.evidence().startsWith("office: "), found.evidence());
    }

    @Test
    void whoseAnswersGoBackIsNamed() {
        List<Event> flapping =
                office(dns ->
                        isBetween(dns, TRUTH.ttl() / 2 + 0.3, TRUTH.ttl() / 2 + 0.6)
                                ? answer(dns, "NOERROR", List.of(Story.ACTIVE_ADDRESS))
                                : dns);
        assertEquals("dns-flapping", only(habits(flapping)).id());
    }

    @Test
    void whoDeniesTheNameIsNamedWithWhatItSaid() {
        List<Event> denying =
                office(dns -> isBetween(dns, 1, 1.5) ? answer(dns, "SERVFAIL", List.of()) : dns);
        Diagnosis found = only(habits(denying));
        assertEquals("dns-negative-answers", found.id());
        assertEquals("office: 5 × SERVFAIL", found.evidence());
    }

    @Test
    void aTimeOutIsNoDenial() {
        assertEquals(
                List.of(),
                habits(
                        office(dns ->
                                isBetween(dns, 1, 1.5) ? answer(dns, "TIMEOUT", List.of()) : dns)));
    }

    @Test
    void addressesOfEitherFamilyFlipApart() {
        String old = "2001:db8::1";
        String other = "2001:db8::2";
        String vantage = Family.IPV6.at(DnsFlip.AUTHORITATIVE);
        double later = 2;
        List<Event> both = new ArrayList<>(Story.of(TRUTH));
        for (Event event : List.copyOf(both)) {
            if (event instanceof DnsAnswered dns && dns.vantage().equals(DnsFlip.AUTHORITATIVE)) {
                both.add(
                        new DnsAnswered(
                                dns.at(),
                                dns.asked(),
                                vantage,
                                dns.server(),
                                dns.rcode(),
                                List.of(isBetween(dns, later, 1e6) ? other : old),
                                dns.ttlSeconds()));
            }
        }
        both.sort(Comparator.comparing(Event::at));
        Facts facts = Facts.of(Story.unhashed(both));
        Proof proof = Proof.of(facts, Experiments.with(Experiments.EACH).good());

        Bounds ipv4 = flip(proof, DnsFlip.AUTHORITATIVE);
        Bounds ipv6 = flip(proof, vantage);
        assertEquals(TRUTH.flipped(), ipv4.most() / 1e9, 0.06);
        assertEquals(TRUTH.flipped() + later, ipv6.most() / 1e9, 0.06);
    }

    private static Bounds flip(Proof proof, String vantage) {
        return Optional.ofNullable(proof.flips().get(vantage))
                .flatMap(Found::known)
                .orElseThrow(() -> new AssertionError("no flip at " + vantage));
    }

    private static Diagnosis only(List<Diagnosis> found) {
        assertEquals(1, found.size(), found.toString());
        return found.getFirst();
    }

    private static List<Diagnosis> habits(List<Event> events) {
        Facts facts = Facts.of(Story.unhashed(events));
        return DnsHabits.of(facts, Proof.of(facts, Experiments.with(Experiments.EACH).good()));
    }

    /** The office's resolver turns so long after the authority. */
    private static List<Event> keeping(double seconds) {
        return office(dns ->
                answer(
                        dns,
                        "NOERROR",
                        List.of(
                                isBetween(dns, seconds, 1e6)
                                        ? Story.PASSIVE_ADDRESS
                                        : Story.ACTIVE_ADDRESS)));
    }

    private static boolean isBetween(DnsAnswered dns, double from, double to) {
        Duration asked = dns.asked();
        return asked.compareTo(Story.time(TRUTH.flipped() + from)) >= 0
                && asked.compareTo(Story.time(TRUTH.flipped() + to)) < 0;
    }

    private static List<Event> office(UnaryOperator<DnsAnswered> edit) {
        return Story.of(TRUTH).stream()
                .map(event ->
                        event instanceof DnsAnswered dns && dns.vantage().equals(OFFICE)
                                ? edit.apply(dns)
                                : event)
                .toList();
    }

    private static DnsAnswered answer(DnsAnswered dns, String rcode, List<String> addresses) {
        return new DnsAnswered(
                dns.at(),
                dns.asked(),
                dns.vantage(),
                dns.server(),
                rcode,
                addresses,
                dns.ttlSeconds());
    }
}
