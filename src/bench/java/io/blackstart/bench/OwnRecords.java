package io.blackstart.bench;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.run.EvidenceFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What our load recorded in a run, one record for each due request, in the order of their due
 * times.
 */
final class OwnRecords {
    private final List<RequestEnded> records = new ArrayList<>();

    /** Reads the evidence of that folder. */
    OwnRecords(Path folder) throws IOException {
        EvidenceFile.in(folder)
                .read(event -> {
                    if (event instanceof RequestEnded ended) {
                        records.add(ended);
                    }
                });
        records.sort(Comparator.comparingLong(RequestEnded::number));
        if (records.isEmpty()) {
            throw new IOException("our load recorded nothing");
        }
    }

    /** Whether each number from 0 on has exactly one record. */
    boolean complete() {
        for (int n = 0; n < records.size(); n++) {
            if (records.get(n).number() != n) {
                return false;
            }
        }
        return true;
    }

    /** When the first one was due. */
    long startNanos() {
        return records.getFirst().due().toNanos();
    }

    /** Requests that were due in that time. */
    List<RequestEnded> due(long fromNanos, long toNanos) {
        return records.stream()
                .filter(record -> record.due().toNanos() >= fromNanos)
                .filter(record -> record.due().toNanos() < toNanos)
                .toList();
    }

    long count(Outcome outcome) {
        return records.stream().filter(record -> record.outcome() == outcome).count();
    }

    long count(DropClass dropClass) {
        return records.stream().filter(record -> record.dropClass() == dropClass).count();
    }

    /** How often each class of failure was recorded. */
    Map<DropClass, Long> classes() {
        Map<DropClass, Long> classes = new TreeMap<>();
        for (RequestEnded record : records) {
            if (record.dropClass() != DropClass.NONE) {
                classes.merge(record.dropClass(), 1L, Long::sum);
            }
        }
        return classes;
    }

    /** From due to handed to the client, in microseconds, of these requests. */
    static double[] lagMicros(List<RequestEnded> records) {
        return records.stream()
                .mapToDouble(record -> record.sent().minus(record.due()).toNanos() / 1e3)
                .toArray();
    }

    /** When the first failed request was due. */
    long outageBegan() {
        return records.stream()
                .filter(record -> record.outcome() != Outcome.SUCCEEDED)
                .mapToLong(record -> record.due().toNanos())
                .min()
                .orElseThrow(() -> new IllegalStateException("nothing failed in the hole"));
    }

    /** When the longest time without a completed request ended. */
    long outageEnded() {
        long[] done =
                records.stream()
                        .filter(record -> record.outcome() == Outcome.SUCCEEDED)
                        .mapToLong(record -> record.at().toNanos())
                        .sorted()
                        .toArray();
        int longest = 1;
        for (int i = 2; i < done.length; i++) {
            if (done[i] - done[i - 1] > done[longest] - done[longest - 1]) {
                longest = i;
            }
        }
        return done[longest];
    }
}
