package io.blackstart.verdict;

import io.blackstart.evidence.Event.DnsAnswered;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The DNS answers with addresses, as columns; a time-out, an error or an empty answer is none. */
final class DnsTable {
    private final LongColumn asked = new LongColumn();
    private final LongColumn at = new LongColumn();
    private final IntColumn vantage = new IntColumn();
    private final IntColumn server = new IntColumn();
    private final IntColumn answer = new IntColumn();
    private final Numbered<String> vantages = new Numbered<>();
    private final Numbered<String> servers = new Numbered<>();
    private final Numbered<List<String>> answers = new Numbered<>();
    private final Map<String, Set<String>> serversOf = new LinkedHashMap<>();

    void add(DnsAnswered dns) {
        int from = vantages.number(dns.vantage());
        serversOf.computeIfAbsent(dns.vantage(), _ -> new LinkedHashSet<>()).add(dns.server());
        if (dns.addresses().isEmpty()) {
            return;
        }
        asked.add(dns.asked().toNanos());
        at.add(dns.at().toNanos());
        vantage.add(from);
        server.add(servers.number(dns.server()));
        answer.add(answers.number(dns.addresses()));
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

    List<String> addresses(int row) {
        return answers.value(answer.get(row));
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
