package io.blackstart.evidence;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Sets of ids in interval notation: a million ids in random order, one in a thousand missing. */
@State(Scope.Benchmark)
public class IdsBenchmark {
    private static final int IDS = 1_000_000;

    private final long[] shuffled = shuffled();
    private final Ids ids = Ids.of(shuffled);

    private static long[] shuffled() {
        long[] ids = LongStream.range(0, IDS + IDS / 1_000).filter(id -> id % 1_000 != 7).toArray();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = ids.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long id = ids[i];
            ids[i] = ids[other];
            ids[other] = id;
        }
        return ids;
    }

    /** Per id. */
    @Benchmark
    @OperationsPerInvocation(IDS)
    public Ids ofShuffled() {
        return Ids.of(shuffled);
    }

    /** Per id: to text, and back. */
    @Benchmark
    @OperationsPerInvocation(IDS)
    public Ids toTextAndBack() {
        return Ids.parse(ids.toString());
    }
}
