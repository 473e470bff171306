package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.dns.Authority;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What Route 53's name servers know at this moment: the records that have propagated and the health
 * that has. Each answer is made under a read lock and each change under the write lock, with the
 * instant taken inside: an answer is made either before that instant from the old state or after it
 * from the new.
 */
final class NameServer implements Authority {
    private static final int CNAMES_MAX = 8;

    private record Question(String name, String type) implements Comparable<Question> {
        @Override
        public int compareTo(Question other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Truth truth;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    // guarded by lock, both of them
    private final Map<String, ServedZone> zones = new HashMap<>();
    private final Map<String, Boolean> health = new HashMap<>();

    NameServer(Truth truth) {
        this.truth = truth;
    }

    /** The records of a zone arrive. */
    void publish(String zoneId, ServedZone zone) {
        change(() -> zones.put(zoneId, zone));
    }

    /** The state of a health check arrives. */
    void health(String healthCheckId, boolean healthy) {
        change(() -> health.put(healthCheckId, healthy));
    }

    /** All zones go, and all that is known of health. */
    void clear() {
        change(() -> {
            zones.clear();
            health.clear();
        });
    }

    private void change(Runnable change) {
        Map<Question, List<String>> before;
        Map<Question, List<String>> after;
        long at;
        lock.writeLock().lock();
        try {
            before = answers();
            change.run();
            at = System.nanoTime();
            after = answers();
        } finally {
            lock.writeLock().unlock();
        }
        after.forEach((question, addresses) -> {
            if (!addresses.equals(before.getOrDefault(question, List.of()))) {
                tell(at, question, addresses);
            }
        });
        before.forEach((question, _) -> {
            if (!after.containsKey(question)) {
                tell(at, question, List.of());
            }
        });
    }

    private void tell(long at, Question question, List<String> addresses) {
        truth.event(
                at,
                "answerChanged",
                "",
                Map.of("name", question.name, "type", question.type, "addresses", addresses));
    }

    private Map<Question, List<String>> answers() {
        Map<Question, List<String>> answers = new TreeMap<>();
        for (ServedZone zone : zones.values()) {
            for (var asked : zone.addresses()) {
                answers.put(
                        new Question(asked.getKey().toString(true), Type.string(asked.getValue())),
                        zone.records(asked.getKey(), asked.getValue(), this::healthy).stream()
                                .map(Record::rdataToString)
                                .sorted()
                                .toList());
            }
        }
        return answers;
    }

    private boolean healthy(String healthCheckId) {
        return health.getOrDefault(healthCheckId, true);
    }

    @Override
    public Reply reply(Name name, int type) {
        lock.readLock().lock();
        try {
            return zone(name).map(zone -> reply(zone, name, type)).orElseGet(Reply.NotOurs::new);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Optional<ServedZone> zone(Name name) {
        return zones.values().stream()
                .filter(zone -> name.subdomain(zone.origin()))
                .max((one, other) ->
                        Integer.compare(one.origin().labels(), other.origin().labels()));
    }

    private Reply reply(ServedZone zone, Name name, int type) {
        if (!zone.exists(name)) {
            return new Reply.NoSuchName(zone.soa());
        }
        List<Record> found = new ArrayList<>();
        Name next = name;
        for (int hop = 0; hop < CNAMES_MAX; hop++) {
            List<Record> direct = zone.records(next, type, this::healthy);
            if (!direct.isEmpty()) {
                found.addAll(direct);
                break;
            }
            List<Record> alias = zone.records(next, Type.CNAME, this::healthy);
            found.addAll(alias);
            if (alias.isEmpty() || !(alias.getFirst() instanceof CNAMERecord cname)) {
                break;
            }
            next = cname.getTarget();
        }
        return found.isEmpty() ? new Reply.NoRecords(zone.soa()) : new Reply.Found(found);
    }
}
