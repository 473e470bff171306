package io.blackstart.verdict;

import io.blackstart.evidence.Event.AttemptEnded;
import io.blackstart.evidence.Event.ByClient;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The requests as packed columns, some 20 bytes each: first in the order of the file, then seen in
 * the order in which they were due.
 */
final class RequestTable {
    /** What a row repeats of some other row. */
    private record Kind(
            Outcome outcome,
            DropClass dropClass,
            Purpose purpose,
            Cohort cohort,
            String region,
            String address,
            String client,
            int attempts) {}

    private final LongColumn due;
    // each from the one before it, which packs better
    private final LongColumn sentAfterDue;
    private final LongColumn atAfterSent;
    private final LongColumn connectingAfterSent;
    private final LongColumn number;
    private final LongColumn id;
    private final IntColumn cache;
    private final IntColumn kind;
    private final Numbered<Kind> kinds;

    /** Which of the rows are seen, and in which order; empty: all, in the order of the file. */
    private final Optional<IntColumn> order;

    RequestTable() {
        due = new LongColumn();
        sentAfterDue = new LongColumn();
        atAfterSent = new LongColumn();
        connectingAfterSent = new LongColumn();
        number = new LongColumn();
        id = new LongColumn();
        cache = new IntColumn();
        kind = new IntColumn();
        kinds = new Numbered<>();
        order = Optional.empty();
    }

    /** The same rows, in another order; nothing is copied. */
    private RequestTable(RequestTable of, IntColumn order) {
        due = of.due;
        sentAfterDue = of.sentAfterDue;
        atAfterSent = of.atAfterSent;
        connectingAfterSent = of.connectingAfterSent;
        number = of.number;
        id = of.id;
        cache = of.cache;
        kind = of.kind;
        kinds = of.kinds;
        this.order = Optional.of(order);
    }

    void add(RequestEnded request) {
        Optional<ByClient> client = request.client();
        add(
                request,
                client.map(ByClient::name).orElse(""),
                client.map(ByClient::attempts).orElse(1));
    }

    /** The last attempt of a request that took several, as if it were a request of its own. */
    void addLastAttempt(RequestEnded request, ByClient client) {
        add(
                new RequestEnded(
                        request.at(),
                        client.lastSent(),
                        client.lastSent(),
                        request.fresh() ? request.connecting() : client.lastSent(),
                        request.number(),
                        request.purpose(),
                        request.cohort(),
                        request.cache(),
                        request.id(),
                        request.outcome(),
                        request.dropClass(),
                        request.lastPhase(),
                        request.status(),
                        request.region(),
                        request.address(),
                        request.fresh()),
                client.name(),
                client.attempts());
    }

    /** An earlier attempt, as if it were a request of its own. */
    void add(AttemptEnded attempt) {
        add(
                new RequestEnded(
                        attempt.at(),
                        attempt.sent(),
                        attempt.sent(),
                        attempt.connecting(),
                        attempt.number(),
                        attempt.purpose(),
                        attempt.fresh() ? Cohort.FRESH : Cohort.POOLED,
                        0,
                        0,
                        attempt.outcome(),
                        attempt.dropClass(),
                        attempt.lastPhase(),
                        attempt.status(),
                        attempt.region(),
                        attempt.address(),
                        attempt.fresh()),
                attempt.client(),
                attempt.attempt());
    }

    private void add(RequestEnded request, String client, int attempts) {
        long sent = request.sent().toNanos();
        due.add(request.due().toNanos());
        sentAfterDue.add(sent - request.due().toNanos());
        atAfterSent.add(request.at().toNanos() - sent);
        connectingAfterSent.add(request.connecting().toNanos() - sent);
        number.add(request.number());
        id.add(request.id());
        cache.add(request.cache());
        kind.add(
                kinds.number(
                        new Kind(
                                request.outcome(),
                                request.dropClass(),
                                request.purpose(),
                                request.cohort(),
                                request.region(),
                                request.address(),
                                client,
                                attempts)));
    }

    /** Those rows of a table in the order of the file, in the order in which they were due. */
    RequestTable inDueOrder(IntPredicate which) {
        IntColumn rows = new IntColumn();
        for (int row : due.ascending()) {
            if (which.test(row)) {
                rows.add(row);
            }
        }
        return new RequestTable(this, rows);
    }

    /** Where a row stands in the columns. */
    private int place(int row) {
        return order.isPresent() ? order.get().get(row) : row;
    }

    int size() {
        return order.map(IntColumn::size).orElseGet(due::size);
    }

    long due(int row) {
        return due.get(place(row));
    }

    long at(int row) {
        return sent(row) + atAfterSent.get(place(row));
    }

    long sent(int row) {
        return due(row) + sentAfterDue.get(place(row));
    }

    long connecting(int row) {
        return sent(row) + connectingAfterSent.get(place(row));
    }

    long number(int row) {
        return number.get(place(row));
    }

    long id(int row) {
        return id.get(place(row));
    }

    int cache(int row) {
        return cache.get(place(row));
    }

    Outcome outcome(int row) {
        return kind(row).outcome();
    }

    DropClass dropClass(int row) {
        return kind(row).dropClass();
    }

    boolean isWrite(int row) {
        return kind(row).purpose() == Purpose.WRITE;
    }

    boolean isPooled(int row) {
        return kind(row).cohort() == Cohort.POOLED;
    }

    /** The region that answered, empty when none did. */
    String region(int row) {
        return kind(row).region();
    }

    /** The address connected to or tried, empty when there was none. */
    String address(int row) {
        return kind(row).address();
    }

    /** The name of the client's cohort, empty where the load has no client models. */
    String client(int row) {
        return kind(row).client();
    }

    /** How many attempts its client made up to this one; 0 when it was not sent. */
    int attempts(int row) {
        return kind(row).attempts();
    }

    private Kind kind(int row) {
        return kinds.value(kind.get(place(row)));
    }

    boolean wasSent(int row) {
        return outcome(row) != Outcome.NOT_SENT;
    }

    /** Failed or indeterminate. */
    boolean wasDropped(int row) {
        Outcome outcome = outcome(row);
        return outcome == Outcome.FAILED || outcome == Outcome.INDETERMINATE;
    }

    boolean succeeded(int row) {
        return outcome(row) == Outcome.SUCCEEDED;
    }

    /** Right content within {@code latencyNanos}, counted from when it was due. */
    boolean served(int row, long latencyNanos) {
        return succeeded(row) && at(row) - due(row) <= latencyNanos;
    }

    /** The first row due at or after {@code time}; {@link #size()} when there is none. */
    int firstDueFrom(long time) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (due(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
