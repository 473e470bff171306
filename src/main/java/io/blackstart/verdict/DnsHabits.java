package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What vantage points did that keeps users away, whatever the zone's own servers said: holding an
 * answer for longer than its TTL, going back and forth, denying the name.
 */
final class DnsHabits {
    private static final long SECOND = 1_000_000_000L;

    /** What is recorded where nothing came back. */
    private static final Set<String> NO_ANSWER = Set.of("TIMEOUT", "UNREACHABLE");

    private final Facts facts;
    private final Proof proof;
    private final DnsTable dns;

    private DnsHabits(Facts facts, Proof proof) {
        this.facts = facts;
        this.proof = proof;
        this.dns = facts.dns();
    }

    /** One diagnosis for each habit that was seen, which names the vantage points that have it. */
    static List<Diagnosis> of(Facts facts, Proof proof) {
        DnsHabits habits = new DnsHabits(facts, proof);
        List<Diagnosis> found = new ArrayList<>();
        habits.diagnosis(
                        "dns-ttl-violated",
                        "gave the old address after its TTL had run out: users behind it come back"
                                + " later than the TTL promises",
                        habits.violators())
                .ifPresent(found::add);
        habits.diagnosis(
                        "dns-flapping",
                        "went back to the old address after the new one: users behind it were sent"
                                + " to and fro",
                        habits.flapping())
                .ifPresent(found::add);
        habits.diagnosis(
                        "dns-negative-answers",
                        "answered that there is no address: users behind it did not even try",
                        habits.deniers())
                .ifPresent(found::add);
        return found;
    }

    private Optional<Diagnosis> diagnosis(String id, String says, Map<String, String> who) {
        return who.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Diagnosis(
                                id,
                                "DNS at " + String.join(" and ", who.keySet()) + " " + says + ".",
                                who.entrySet().stream()
                                        .map(each -> each.getKey() + ": " + each.getValue())
                                        .collect(Collectors.joining("; "))));
    }

    /**
     * Those who gave the old address when no honest cache could hold it any more: more than its TTL
     * after the last of the zone's own servers had flipped, and a second, for TTLs are whole ones.
     */
    private Map<String, String> violators() {
        Map<String, String> violators = new TreeMap<>();
        long mended = facts.course().mendedFrom();
        for (String vantage : dns.vantages()) {
            Optional<Bounds> flip = authorityFlip(vantage).filter(found -> !found.isOpen());
            if (DnsFlip.isAuthority(vantage) || flip.isEmpty()) {
                continue;
            }
            long gone = flip.get().most() + (ttlOf(vantage) + 1) * SECOND;
            long[] late =
                    dns.of(vantage)
                            .filter(row -> dns.asked(row) > gone && dns.asked(row) < mended)
                            .filter(row -> proof.regions().isOld(dns.addresses(row)))
                            .mapToLong(dns::asked)
                            .toArray();
            if (late.length > 0) {
                long last = late[late.length - 1] - gone;
                violators.put(
                        vantage,
                        Words.counted(late.length, "answer", "answers")
                                + ", the last one "
                                + Words.seconds(last)
                                + " after that");
            }
        }
        return violators;
    }

    private Optional<Bounds> authorityFlip(String vantage) {
        return Optional.ofNullable(proof.flips().get(DnsFlip.authorityOf(vantage)))
                .flatMap(Found::known);
    }

    /** The longest TTL that the zone's own servers gave for what this vantage point is asked. */
    private long ttlOf(String vantage) {
        return dns.of(DnsFlip.authorityOf(vantage)).mapToLong(dns::ttlSeconds).max().orElse(0);
    }

    private Map<String, String> flapping() {
        Map<String, String> flapping = new TreeMap<>();
        proof.begin()
                .known()
                .ifPresent(begin -> {
                    for (String vantage : dns.vantages()) {
                        int flaps = DnsFlip.flaps(facts, proof.regions(), begin, vantage);
                        if (flaps > 0) {
                            flapping.put(vantage, Words.counted(flaps, "time", "times"));
                        }
                    }
                });
        return flapping;
    }

    /** Those whose answers held no address though an answer came. */
    private Map<String, String> deniers() {
        Map<String, String> deniers = new TreeMap<>();
        for (String vantage : dns.vantages()) {
            Map<String, Long> rcodes =
                    negatives(vantage)
                            .mapToObj(dns::rcode)
                            .collect(
                                    Collectors.groupingBy(
                                            rcode -> rcode, TreeMap::new, Collectors.counting()));
            if (!rcodes.isEmpty()) {
                deniers.put(
                        vantage,
                        rcodes.entrySet().stream()
                                .map(each -> Words.count(each.getValue()) + " × " + each.getKey())
                                .collect(Collectors.joining(", ")));
            }
        }
        return deniers;
    }

    private IntStream negatives(String vantage) {
        long from = facts.course().clockStart();
        return dns.of(vantage)
                .filter(row -> dns.asked(row) >= from && dns.addresses(row).isEmpty())
                .filter(row -> !NO_ANSWER.contains(dns.rcode(row)));
    }
}
