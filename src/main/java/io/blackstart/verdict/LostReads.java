package io.blackstart.verdict;

import io.blackstart.evidence.Ids;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What "no such order" meant, once the survivors are known. Asked for a lost order it is the right
 * answer to a loss that the ledger counts, once, however often readers ask: no outage and no drop
 * of its own. Asked for an order that survived it is an answer from the past: stale.
 *
 * @param excused numbers of the reads that asked for lost orders
 * @param stale numbers of the reads that asked for surviving ones
 * @param staleIds the orders that those asked for
 */
record LostReads(Set<Long> excused, Set<Long> stale, Ids staleIds) {
    /**
     * Where more than this share of what was acknowledged is lost, a reader who finds nothing is no
     * exception any more but what the service is like: then nothing is excused.
     */
    static final double EXCUSED_SHARE_MOST = 0.1;

    private static final LostReads NONE = new LostReads(Set.of(), Set.of(), Ids.of());

    LostReads {
        excused = Set.copyOf(excused);
        stale = Set.copyOf(stale);
    }

    /** Nothing is excused, and nothing called stale, where the survivors are not known. */
    static LostReads of(Facts facts, Found<WriteLedger> found) {
        if (facts.notFound().size() == 0 || !(found instanceof Found.Known<WriteLedger> known)) {
            return NONE;
        }
        WriteLedger ledger = known.value();
        Map<Long, Asked> orders = asked(facts.notFound(), ledger);
        long acknowledged = ledger.acknowledged();
        boolean few = ledger.lost(_ -> true) <= EXCUSED_SHARE_MOST * acknowledged;
        long began = facts.course().faultIntended().orElse(Long.MAX_VALUE);
        NotFound reads = facts.notFound();
        Set<Long> excused = new HashSet<>();
        Set<Long> stale = new HashSet<>();
        Set<Long> staleIds = new HashSet<>();
        for (int row = 0; row < reads.size(); row++) {
            Asked order = orders.get(reads.id(row));
            if (order == null || order.acknowledged() > reads.sent(row)) {
                continue; // nobody had said that there is such an order
            }
            if (!order.isLost()) {
                stale.add(reads.number(row));
                staleIds.add(reads.id(row));
            } else if (few && reads.sent(row) >= began) {
                excused.add(reads.number(row));
            }
        }
        return new LostReads(
                excused, stale, Ids.of(staleIds.stream().mapToLong(id -> id).toArray()));
    }

    /** An acknowledged order that a read did not find. */
    private record Asked(long acknowledged, boolean isLost) {}

    private static Map<Long, Asked> asked(NotFound reads, WriteLedger ledger) {
        Set<Long> ids = new HashSet<>();
        for (int row = 0; row < reads.size(); row++) {
            ids.add(reads.id(row));
        }
        Map<Long, Asked> orders = new HashMap<>();
        RequestTable writes = ledger.writes();
        for (int row = 0; row < writes.size(); row++) {
            if (writes.succeeded(row) && ids.contains(writes.id(row))) {
                orders.put(writes.id(row), new Asked(writes.at(row), ledger.isLost(row)));
            }
        }
        return orders;
    }

    boolean isExcused(RequestTable load, int row) {
        return !excused.isEmpty() && excused.contains(load.number(row));
    }

    boolean isStale(RequestTable load, int row) {
        return !stale.isEmpty() && stale.contains(load.number(row));
    }
}
