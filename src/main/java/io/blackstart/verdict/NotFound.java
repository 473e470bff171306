package io.blackstart.verdict;

import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;

/** The reads that were told that there is no such order, which are few. */
final class NotFound {
    private static final int NO_SUCH_ORDER = 404;

    private final LongColumn number = new LongColumn();
    private final LongColumn id = new LongColumn();
    private final LongColumn sent = new LongColumn();

    /** Takes the request down if it is one of them. */
    void add(RequestEnded request) {
        if (request.purpose() == Purpose.READ && request.status() == NO_SUCH_ORDER) {
            number.add(request.number());
            id.add(request.id());
            sent.add(request.sent().toNanos());
        }
    }

    int size() {
        return number.size();
    }

    /** The request's number. */
    long number(int row) {
        return number.get(row);
    }

    /** The order that it asked for. */
    long id(int row) {
        return id.get(row);
    }

    long sent(int row) {
        return sent.get(row);
    }
}
