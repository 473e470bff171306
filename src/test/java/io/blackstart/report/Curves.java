package io.blackstart.report;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.verdict.Verdict.TimeLine;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Time lines of 50 s in bins of half a second, 200 requests due each second. */
final class Curves {
    private static final int BINS = 100;
    private static final int PER_BIN = 100;
    private static final int FAULT = 20;
    private static final int FLIP = 30;
    private static final int BACK = 39;
    private static final int WRITER = 33;

    private Curves() {}

    /** A region away at 10 s; clients come back between 15.3 and 19.4 s. */
    static TimeLine outage() {
        return new TimeLine(
                Duration.ZERO,
                ofMillis(500),
                BINS,
                Map.of(
                        Verdicts.ACTIVE,
                        longs(bin -> bin < FAULT ? PER_BIN : bin == FAULT ? 2 : 0),
                        Verdicts.PASSIVE,
                        longs(Curves::back)),
                Map.of(
                        "connectTimeout",
                        longs(bin ->
                                bin > FAULT
                                        ? Math.max(
                                                0,
                                                PER_BIN
                                                        - back(bin)
                                                        - readTimeouts(bin)
                                                        - refused(bin))
                                        : 0),
                        "readTimeout",
                        longs(Curves::readTimeouts),
                        "http5xx",
                        longs(Curves::refused)),
                longs(_ -> 0),
                doubles(bin ->
                        bin < FAULT
                                ? 48 + bin % 7
                                : bin < FLIP
                                        ? 0
                                        : bin < BACK ? 310 - 20 * (bin - FLIP) : 61 + bin % 5),
                Verdicts.ACTIVE,
                Verdicts.PASSIVE);
    }

    /** Nothing happens. */
    static TimeLine quiet() {
        return new TimeLine(
                Duration.ZERO,
                ofMillis(500),
                BINS,
                Map.of(Verdicts.ACTIVE, longs(_ -> PER_BIN), Verdicts.PASSIVE, longs(_ -> 0)),
                Map.of(),
                longs(_ -> 0),
                doubles(bin -> 48 + bin % 7),
                Verdicts.ACTIVE,
                Verdicts.PASSIVE);
    }

    /** Nothing happens for so many seconds, in bins of one. */
    static TimeLine constant(int seconds) {
        return new TimeLine(
                Duration.ZERO,
                ofSeconds(1),
                seconds,
                Map.of(Verdicts.ACTIVE, Collections.nCopies(seconds, 200L)),
                Map.of(),
                Collections.nCopies(seconds, 0L),
                Collections.nCopies(seconds, 50.0),
                Verdicts.ACTIVE,
                Verdicts.PASSIVE);
    }

    private static long back(int bin) {
        return bin < FLIP
                ? 0
                : Math.min(PER_BIN - refused(bin), (bin - FLIP + 1L) * PER_BIN / (BACK - FLIP));
    }

    private static long refused(int bin) {
        return bin >= FLIP && bin < WRITER ? 8 : 0;
    }

    private static long readTimeouts(int bin) {
        return bin == FAULT ? PER_BIN - 2 : bin == FAULT + 1 ? 50 : 0;
    }

    private static List<Long> longs(IntToLongFunction value) {
        return IntStream.range(0, BINS).mapToObj(value::applyAsLong).toList();
    }

    private static List<Double> doubles(IntToDoubleFunction value) {
        return IntStream.range(0, BINS).mapToObj(value::applyAsDouble).toList();
    }
}
