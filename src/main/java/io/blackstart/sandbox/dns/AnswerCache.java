package io.blackstart.sandbox.dns;

import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * What a resolver was told, and how much of it still holds. Pure but for what it keeps: the time is
 * always handed in, in nanoseconds of one monotonic clock. Negative answers are kept as well, for
 * as long as the SOA beside them says (RFC 2308).
 */
final class AnswerCache {
    /** Beyond it the oldest answer is forgotten; a drill has a handful of names. */
    static final int ENTRIES_MAX = 10_000;

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    /** What was asked; names are equal whatever their case. */
    record Question(Name name, int type) {}

    /** An answer, positive or negative, with the TTLs that it has at this moment. */
    record Told(int rcode, List<Record> answers, List<Record> authority) {
        static final Told FAILURE = new Told(Rcode.SERVFAIL, List.of(), List.of());

        Told {
            answers = List.copyOf(answers);
            authority = List.copyOf(authority);
        }

        boolean positive() {
            return !answers.isEmpty();
        }

        /** For how long it may be believed; 0 when it says nothing about that. */
        long ttlSeconds() {
            return (positive()
                            ? answers.stream().mapToLong(Record::getTTL)
                            : authority.stream()
                                    .filter(SOARecord.class::isInstance)
                                    .map(SOARecord.class::cast)
                                    .mapToLong(soa -> Math.min(soa.getTTL(), soa.getMinimum())))
                    .min()
                    .orElse(0);
        }

        private Told withTtl(LongUnaryOperator ttl) {
            return new Told(rcode, with(answers, ttl), with(authority, ttl));
        }

        private static List<Record> with(List<Record> records, LongUnaryOperator ttl) {
            return records.stream()
                    .map(record ->
                            Record.newRecord(
                                    record.getName(),
                                    record.getType(),
                                    record.getDClass(),
                                    ttl.applyAsLong(record.getTTL()),
                                    record.rdataToWireCanonical()))
                    .toList();
        }
    }

    private record Kept(Told told, long from, long ttlSeconds) {
        boolean holds(long now) {
            // -1 holds for ever
            return ttlSeconds < 0 || now - from < ttlSeconds * NANOS;
        }

        long over(long now) {
            return now - from - ttlSeconds * NANOS;
        }
    }

    private final CacheRule rule;
    // guarded by this, both of them
    private final Map<Question, Kept> kept = new LinkedHashMap<>();
    private final Map<Question, Long> failed = new LinkedHashMap<>();

    AnswerCache(CacheRule rule) {
        this.rule = rule;
    }

    /** Keeps what was told in answer to a question that left at that time. */
    synchronized void keep(Question question, Told told, long asked) {
        failed.remove(question);
        long ttl = lifetime(told);
        kept.remove(question);
        if (ttl != 0) {
            kept.put(question, new Kept(clamped(told), asked, ttl));
            if (kept.size() > ENTRIES_MAX) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    private long lifetime(Told told) {
        return switch (rule) {
            case CacheRule.Honest _, CacheRule.Stale _ -> told.ttlSeconds();
            case CacheRule.Clamping(long least) ->
                    told.positive() ? Math.max(least, told.ttlSeconds()) : told.ttlSeconds();
            case CacheRule.Pinned(long negative) ->
                    told.positive() ? -1 : Math.min(negative, told.ttlSeconds());
        };
    }

    /** What a rule makes of the TTLs that it passes on. */
    Told clamped(Told told) {
        return switch (rule) {
            case CacheRule.Clamping(long least) when told.positive() ->
                    told.withTtl(ttl -> Math.max(least, ttl));
            case CacheRule.Honest _, CacheRule.Stale _, CacheRule.Clamping _, CacheRule.Pinned _ ->
                    told;
        };
    }

    /** What holds now, its TTLs counted down. */
    synchronized Optional<Told> find(Question question, long now) {
        Kept found = kept.get(question);
        if (found == null) {
            return Optional.empty();
        }
        if (found.holds(now)) {
            return Optional.of(found.ttlSeconds < 0 ? found.told : aged(found, now));
        }
        Long since = failed.get(question);
        return rule instanceof CacheRule.Stale(_, _, Duration recheck)
                        && since != null
                        && now - since < recheck.toNanos()
                ? stale(question, now)
                : Optional.empty();
    }

    private static Told aged(Kept found, long now) {
        long age = Math.ceilDiv(now - found.from, NANOS);
        return found.told.withTtl(ttl -> Math.max(0, ttl - age));
    }

    /** Nobody answered: what may be said instead, if there is anything. */
    synchronized Optional<Told> failed(Question question, long now) {
        Optional<Told> stale = stale(question, now);
        if (stale.isPresent()) {
            failed.put(question, now);
        }
        return stale;
    }

    private Optional<Told> stale(Question question, long now) {
        Kept found = kept.get(question);
        if (found != null
                && rule instanceof CacheRule.Stale(Duration longer, long ttl, _)
                && found.over(now) < longer.toNanos()) {
            return Optional.of(found.told.withTtl(_ -> ttl));
        }
        return Optional.empty();
    }
}
