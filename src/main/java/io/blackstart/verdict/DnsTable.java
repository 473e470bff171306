package io.blackstart.verdict;

import io.blackstart.evidence.Event.DnsAnswered;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The DNS answers as columns, in the order of recording; those without an address too. */
final class DnsTable {
    private final LongColumn asked = new LongColumn();
    private final LongColumn at = new LongColumn();
    private final IntColumn vantage = new IntColumn();
    private final IntColumn server = new IntColumn();
    private final IntColumn answer = new IntColumn();
    private final IntColumn rcode = new IntColumn();
    private final LongColumn ttl = new LongColumn();
    private final Numbered<String> vantages = new Numbered<>();
    private final Numbered<String> servers = new Numbered<>();
    private final Numbered<List<String>> answers = new Numbered<>();
    private final Numbered<String> rcodes = new Numbered<>();
    private final Map<String, Set<String>> serversOf = new LinkedHashMap<>();

    void add(DnsAnswered dns) {
        int from = vantages.number(dns.vantage());
        serversOf.computeIfAbsent(dns.vantage(), _ -> new LinkedHashSet<>()).add(dns.server());
        asked.add(dns.asked().toNanos());
        at.add(dns.at().toNanos());
        vantage.add(from);
        server.add(servers.number(dns.server()));
        answer.add(answers.number(dns.addresses()));
        rcode.add(rcodes.number(dns.rcode()));
        ttl.add(dns.ttlSeconds());
    }

    int size() {
        return at.size();
    }

    long asked(int row) {
        return asked.get(row);
    }

    long at(int row) {
        return at.get(row);
    }

    String vantage(int row) {
        return vantages.value(vantage.get(row));
    }

    /** Which of the vantage point's servers answered. */
    String server(int row) {
        return servers.value(server.get(row));
    }

    /** Empty where there was no answer, or none with an address. */
    List<String> addresses(int row) {
        return answers.value(answer.get(row));
    }

    /** Such as NOERROR; TIMEOUT where there was no answer. */
    String rcode(int row) {
        return rcodes.value(rcode.get(row));
    }

    /** What was left of it; below 0 where the vantage point tells none. */
    long ttlSeconds(int row) {
        return ttl.get(row);
    }

    /** The rows of one vantage point. */
    IntStream of(String name) {
        return IntStream.range(0, size()).filter(row -> vantage(row).equals(name));
    }

    /** Each vantage point that was asked, whether or not it ever answered. */
    List<String> vantages() {
        return vantages.all();
    }

    /** Each of a vantage point's servers that was asked, whether or not it ever answered. */
    Set<String> servers(String vantage) {
        return serversOf.getOrDefault(vantage, Set.of());
    }
}
