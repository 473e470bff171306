package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.LoadBalancers.Balancer;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.dns.Authority;
import io.blackstart.sandbox.route53.ServedZone.Place;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

/**
 * One of Route 53's name servers: what it knows at this moment, of records and of health. A
 * question takes what is known under a read lock; a change replaces it under the write lock, with
 * the instant taken inside: an answer is made either of the old and was asked for before that
 * instant, or of the new after it.
 */
final class NameServer implements Authority {
    private static final int CNAMES_MAX = 8;

    /** To ask for everything is to be told next to nothing (RFC 8482). */
    private static final String MINIMAL = "RFC8482";

    private static final long MINIMAL_TTL = 3_600;

    private final String name;
    private final Truth truth;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private View view = View.EMPTY; // guarded by lock

    NameServer(String name, Truth truth) {
        this.name = name;
        this.truth = truth;
    }

    /** The name by which the zones' NS records know it. */
    String name() {
        return name;
    }

    /** The records of a zone arrive. */
    void publish(String zoneId, ServedZone zone) {
        change(known -> known.with(zoneId, zone));
    }

    /** A zone is gone. */
    void withdraw(String zoneId) {
        change(known -> known.without(zoneId));
    }

    /** The state of a health check arrives. */
    void check(String healthCheckId, boolean healthy) {
        change(known -> known.with(known.knowledge().withCheck(healthCheckId, healthy)));
    }

    /** The state of a load balancer arrives. */
    void balancer(String dnsName, Balancer balancer) {
        change(known -> known.with(known.knowledge().withBalancer(dnsName, balancer)));
    }

    /** One change at a time, so that the truth hears of them in their order. */
    private synchronized void change(UnaryOperator<View> step) {
        View old = known();
        View changed = step.apply(old);
        Map<View.Question, List<String>> before = old.addresses();
        Map<View.Question, List<String>> after = changed.addresses();
        long at;
        lock.writeLock().lock();
        try {
            view = changed;
            at = System.nanoTime();
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

    private void tell(long at, View.Question question, List<String> addresses) {
        truth.event(
                at,
                "answerChanged",
                "",
                Map.of(
                        "name",
                        question.name(),
                        "type",
                        question.type(),
                        "addresses",
                        addresses,
                        "nameServer",
                        name));
    }

    private View known() {
        lock.readLock().lock();
        try {
            return view;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Reply reply(Name asked, int type) {
        return reply(known().zoneOf(asked), asked, type);
    }

    /** What it answers from one zone, whichever other zones have that name too. */
    Reply reply(String zoneId, Name asked, int type) {
        return reply(
                known().zone(zoneId).filter(zone -> asked.subdomain(zone.zone().origin())),
                asked,
                type);
    }

    private static Reply reply(Optional<ZoneAnswers> from, Name asked, int type) {
        if (from.isEmpty()) {
            return new Reply.NotOurs();
        }
        ZoneAnswers answers = from.get();
        ServedZone zone = answers.zone();
        return switch (zone.place(asked)) {
            case Place.Nowhere() -> new Reply.NoSuchName(zone.soa());
            case Place.Delegated(Name cut) ->
                    new Reply.Referral(answers.possible(cut, Type.NS), glue(answers, cut));
            case Place.At(Name node) ->
                    type == Type.ANY ? minimal(asked) : found(answers, asked, node, type);
        };
    }

    private static Reply minimal(Name asked) {
        return new Reply.Found(
                List.of(new HINFORecord(asked, DClass.IN, MINIMAL_TTL, MINIMAL, "")));
    }

    /** Addresses of servers that can be found only by asking them. */
    private static List<Record> glue(ZoneAnswers answers, Name cut) {
        List<Record> glue = new ArrayList<>();
        for (Record ns : answers.possible(cut, Type.NS)) {
            Name server = ns.getAdditionalName();
            glue.addAll(answers.possible(server, Type.A));
            glue.addAll(answers.possible(server, Type.AAAA));
        }
        return glue;
    }

    private static Reply found(ZoneAnswers answers, Name asked, Name node, int type) {
        List<Record> found = new ArrayList<>();
        Name next = asked;
        Name at = node;
        for (int hop = 0; hop < CNAMES_MAX; hop++) {
            List<Record> direct = chosen(answers, next, at, type);
            found.addAll(direct);
            if (!direct.isEmpty() || type == Type.CNAME) {
                break;
            }
            List<Record> alias = chosen(answers, next, at, Type.CNAME);
            found.addAll(alias);
            if (alias.isEmpty() || !(alias.getFirst() instanceof CNAMERecord cname)) {
                break;
            }
            next = cname.getTarget();
            if (!next.subdomain(answers.zone().origin())
                    || !(answers.zone().place(next) instanceof Place.At(Name target))) {
                break;
            }
            at = target;
        }
        return found.isEmpty() ? new Reply.NoRecords(answers.zone().soa()) : new Reply.Found(found);
    }

    /** The records of a node, under the name that was asked for where the node is a wildcard. */
    private static List<Record> chosen(ZoneAnswers answers, Name asked, Name node, int type) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<Record> chosen = answers.chosen(node, type, random);
        if (chosen.size() > 1) {
            // as Route 53 does, so that no address is everybody's first
            chosen = new ArrayList<>(chosen);
            Collections.shuffle(chosen, random);
        }
        return asked.equals(node)
                ? chosen
                : chosen.stream().map(record -> record.withName(asked)).toList();
    }
}
