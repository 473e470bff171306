package io.blackstart.verdict;

import io.blackstart.experiment.Good;
import io.blackstart.verdict.Recovery.Limits;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When one client was served again, its reads and its writes. A client that asks seldom is seen to
 * be back by a read, though its next write may still fail: its writes were back when it was seen to
 * write, or when writes were served at the address that it was led to, or to everybody, whichever
 * is known first. And so for its reads.
 */
final class ClientRecovery {
    private record Spot(String address, boolean write) {}

    private final RequestTable load;
    private final int[] counted;
    private final Good good;
    private final Limits limits;
    private final Map<Boolean, Optional<Bounds>> everybody;
    private final Map<Spot, Bounds> spots = new HashMap<>();

    /**
     * @param counted the rows of all clients that count
     * @param reads when reads were served to all who read, if any do
     * @param writes the same of writes
     */
    ClientRecovery(
            RequestTable load,
            int[] counted,
            Good good,
            Limits limits,
            Optional<Bounds> reads,
            Optional<Bounds> writes) {
        this.load = load;
        this.counted = counted;
        this.good = good;
        this.limits = limits;
        everybody = Map.of(false, reads, true, writes);
    }

    /** The recovery of a client by its rows, in the order in which they were due. */
    Bounds of(int[] rows) {
        Bounds seen = Recovery.of(load, rows, good, limits);
        long most = seen.most();
        for (boolean write : List.of(false, true)) {
            most = Math.max(most, latest(rows, seen, write));
        }
        return new Bounds(seen.least(), most);
    }

    /** When at the latest it could read, or write; nothing is known of what nobody does. */
    private long latest(int[] rows, Bounds seen, boolean write) {
        Optional<Bounds> all = everybody.getOrDefault(write, Optional.empty());
        if (all.isEmpty() || seen.isOpen()) {
            return seen.most();
        }
        int[] own = Arrays.stream(rows).filter(row -> load.isWrite(row) == write).toArray();
        // a request of the last moment before the cut, and well served, proves nothing
        Bounds itself = Recovery.of(load, own, good, limits.afterBegin());
        return Math.min(
                Math.min(itself.most(), all.get().most()),
                Math.max(seen.most(), there(rows, seen, write)));
    }

    /** When it was served at the address at which the client is seen to be back. */
    private long there(int[] rows, Bounds seen, boolean write) {
        return Arrays.stream(rows)
                .filter(row -> load.at(row) == seen.most() && !load.address(row).isEmpty())
                .mapToObj(
                        row -> spots.computeIfAbsent(new Spot(load.address(row), write), this::at))
                .findFirst()
                .map(Bounds::most)
                .orElse(Bounds.OPEN);
    }

    private Bounds at(Spot spot) {
        int[] rows =
                IntStream.of(counted)
                        .filter(row -> load.isWrite(row) == spot.write())
                        .filter(row -> load.address(row).equals(spot.address()))
                        .toArray();
        return Recovery.of(load, rows, good, limits.afterBegin());
    }
}
