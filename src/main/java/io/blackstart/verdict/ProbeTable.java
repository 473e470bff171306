package io.blackstart.verdict;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.EndpointProbed;

import java.util.Optional;

/** The endpoint probes as columns, in the order of the file. */
final class ProbeTable {
    /** What a row repeats of some other row. */
    private record Kind(
            String region, boolean served, DropClass dropClass, Optional<Boolean> writer) {}

    private final LongColumn asked = new LongColumn();
    private final LongColumn at = new LongColumn();
    private final IntColumn kind = new IntColumn();
    private final Numbered<Kind> kinds = new Numbered<>();

    void add(EndpointProbed probe) {
        asked.add(probe.asked().toNanos());
        at.add(probe.at().toNanos());
        kind.add(
                kinds.number(
                        new Kind(
                                probe.region(),
                                probe.served(),
                                probe.dropClass(),
                                probe.writer())));
    }

    int size() {
        return at.size();
    }

    long asked(int row) {
        return asked.get(row);
    }

    long at(int row) {
        return at.get(row);
    }

    String region(int row) {
        return kind(row).region();
    }

    boolean served(int row) {
        return kind(row).served();
    }

    DropClass dropClass(int row) {
        return kind(row).dropClass();
    }

    /** Whether the region said that it takes writes; empty when it did not say. */
    Optional<Boolean> writer(int row) {
        return kind(row).writer();
    }

    private Kind kind(int row) {
        return kinds.value(kind.get(row));
    }
}
