package io.blackstart.sandbox.dns;

import io.blackstart.sandbox.dns.DnsExchange.Answerer;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A resolver as an office has one: keeps what it was told for exactly as long as the TTL says,
 * counts the TTL down for those who ask meanwhile, and keeps negative answers too (RFC 2308).
 */
public final class CachingResolver implements Answerer {
    /** Beyond it the cache begins anew; a drill has a handful of names. */
    private static final int ENTRIES_MAX = 10_000;

    private static final long NANOS = 1_000_000_000L;

    private record Key(Name name, int type) {}

    private record Kept(
            int rcode, List<Record> answers, List<Record> authority, long told, long ttl) {
        long age(long now) {
            return Math.ceilDiv(now - told, NANOS);
        }

        boolean fresh(long now) {
            return now - told < ttl * NANOS;
        }
    }

    private final Upstream upstream;
    private final LongSupplier nanoClock;
    private final ConcurrentHashMap<Key, Kept> cache = new ConcurrentHashMap<>();

    /** A resolver with an empty cache. */
    public CachingResolver(InetSocketAddress server) {
        this(server, System::nanoTime);
    }

    CachingResolver(InetSocketAddress server, LongSupplier nanoClock) {
        this.upstream = new Upstream(server);
        this.nanoClock = nanoClock;
    }

    @Override
    public void answer(Record question, Message response) throws IOException {
        response.getHeader().setFlag(Flags.RA);
        Key key = new Key(question.getName(), question.getType());
        long now = nanoClock.getAsLong();
        Kept kept = cache.get(key);
        if (kept != null && kept.fresh(now)) {
            fill(response, kept, kept.age(now));
            return;
        }
        Kept told = ask(question);
        if (told.ttl > 0) {
            if (cache.size() >= ENTRIES_MAX) {
                cache.clear();
            }
            cache.put(key, told);
        }
        fill(response, told, 0);
    }

    private Kept ask(Record question) throws IOException {
        // the age counts from before the question: the answer was true some time after it
        long asked = nanoClock.getAsLong();
        Message told = upstream.ask(question);
        int rcode = told.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            // nobody else to ask: what the only server refuses cannot be resolved
            return new Kept(Rcode.SERVFAIL, List.of(), List.of(), asked, 0);
        }
        List<Record> answers = told.getSection(Section.ANSWER);
        List<Record> authority = told.getSection(Section.AUTHORITY);
        return new Kept(rcode, answers, authority, asked, ttl(answers, authority));
    }

    private static long ttl(List<Record> answers, List<Record> authority) {
        if (!answers.isEmpty()) {
            return answers.stream().mapToLong(Record::getTTL).min().orElse(0);
        }
        return authority.stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .mapToLong(soa -> Math.min(soa.getTTL(), soa.getMinimum()))
                .min()
                .orElse(0);
    }

    private static void fill(Message response, Kept kept, long age) {
        response.getHeader().setRcode(kept.rcode);
        kept.answers.forEach(record -> response.addRecord(aged(record, age), Section.ANSWER));
        kept.authority.forEach(record -> response.addRecord(aged(record, age), Section.AUTHORITY));
    }

    private static Record aged(Record record, long age) {
        return Record.newRecord(
                record.getName(),
                record.getType(),
                record.getDClass(),
                Math.max(0, record.getTTL() - age),
                record.rdataToWireCanonical());
    }
}
