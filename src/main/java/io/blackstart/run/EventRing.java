package io.blackstart.run;

import io.blackstart.evidence.Event;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Events on their way from many threads to one, in places that are there from the start: no thread
 * waits for another, and memory is bounded whatever the disk does.
 */
final class EventRing {
    private final AtomicReferenceArray<@Nullable Event> places;
    private final int mask;
    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /** Where one event goes. */
    interface Sink {
        void take(Event event) throws IOException;
    }

    /**
     * An empty ring.
     *
     * @param places a power of two
     */
    EventRing(int places) {
        if (Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException("a power of two, not " + places);
        }
        this.places = new AtomicReferenceArray<>(places);
        this.mask = places - 1;
    }

    /** Puts an event behind the others; false when the ring is full, and the event is not in it. */
    boolean offer(Event event) {
        long place = claimed.get();
        while (place - taken.get() <= mask) {
            if (claimed.compareAndSet(place, place + 1)) {
                places.setRelease((int) (place & mask), event);
                return true;
            }
            place = claimed.get();
        }
        return false;
    }

    /** How many events were ever put in. */
    long claimed() {
        return claimed.get();
    }

    /** How many events were ever taken out and dealt with. */
    long taken() {
        return taken.get();
    }

    /**
     * Hands on what is there, in order; one thread only. An event whose sink throws is taken out.
     */
    void drain(Sink sink) throws IOException {
        for (long next = taken.get(); ; next++) {
            int place = (int) (next & mask);
            Event event = places.getAcquire(place);
            if (event == null) {
                return;
            }
            places.setRelease(place, null);
            try {
                sink.take(event);
            } finally {
                taken.setRelease(next + 1);
            }
        }
    }
}
