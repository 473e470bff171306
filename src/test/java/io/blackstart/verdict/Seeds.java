package io.blackstart.verdict;

import java.util.stream.LongStream;

/**
 * The seeds of property tests. {@code -Dseeds.most=N} takes fewer of them: mutation testing runs
 * each test once a mutant, and would take a day otherwise.
 */
final class Seeds {
    private static final long MOST = Long.getLong("seeds.most", Long.MAX_VALUE);

    private Seeds() {}

    static LongStream of(long count) {
        return LongStream.range(0, Math.min(count, MOST));
    }
}
