package io.blackstart.verdict;

import io.blackstart.evidence.Event.AttemptEnded;
import io.blackstart.evidence.Event.ByClient;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The requests as columns, some 60 bytes each: first in the order of the file, then picked into the
 * order in which they were due.
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

    private LongColumn due = new LongColumn();
    private LongColumn at = new LongColumn();
    private LongColumn sent = new LongColumn();
    private LongColumn connecting = new LongColumn();
    private LongColumn number = new LongColumn();
    private LongColumn id = new LongColumn();
    private IntColumn cache = new IntColumn();
    private IntColumn kind = new IntColumn();
    private final Numbered<Kind> kinds;

    RequestTable() {
        this(new Numbered<>());
    }

    private RequestTable(Numbered<Kind> kinds) {
        this.kinds = kinds;
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
        due.add(request.due().toNanos());
        at.add(request.at().toNanos());
        sent.add(request.sent().toNanos());
        connecting.add(request.connecting().toNanos());
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

    /** Those rows, in the order in which they were due. */
    RequestTable inDueOrder(IntPredicate which) {
        int[] rows = Arrays.stream(due.ascending()).filter(which).toArray();
        RequestTable picked = new RequestTable(kinds);
        picked.due = due.pick(rows);
        picked.at = at.pick(rows);
        picked.sent = sent.pick(rows);
        picked.connecting = connecting.pick(rows);
        picked.number = number.pick(rows);
        picked.id = id.pick(rows);
        picked.cache = cache.pick(rows);
        picked.kind = kind.pick(rows);
        return picked;
    }

    int size() {
        return due.size();
    }

    long due(int row) {
        return due.get(row);
    }

    long at(int row) {
        return at.get(row);
    }

    long sent(int row) {
        return sent.get(row);
    }

    long connecting(int row) {
        return connecting.get(row);
    }

    long number(int row) {
        return number.get(row);
    }

    long id(int row) {
        return id.get(row);
    }

    int cache(int row) {
        return cache.get(row);
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
        return kinds.value(kind.get(row));
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
