package io.blackstart.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Everything that was measured.
 *
 * @param steady each tool at each rate
 * @param high our load at {@link Size#HIGH_RATE}
 * @param contended our load at {@link Size#CONTENDED_RATE} beside threads that want every core
 * @param holes each tool in each kind of hole
 */
record Results(
        Size size,
        String machine,
        List<AtRate> steady,
        List<Steady> high,
        List<Steady> contended,
        List<InHole> holes,
        PureParts pure) {
    Results {
        steady = List.copyOf(steady);
        high = List.copyOf(high);
        contended = List.copyOf(contended);
        holes = List.copyOf(holes);
    }

    /** A tool's runs at a rate; none where it is not installed or knows no rate. */
    record AtRate(Peer peer, int rate, List<Steady> runs) {
        AtRate {
            runs = List.copyOf(runs);
        }

        double median(ToDoubleFunction<Steady> figure) {
            return Percentile.median(runs, figure);
        }
    }

    /** A tool's runs in a hole; none where it is not installed. */
    record InHole(Peer peer, Hole.Kind kind, List<Hole> runs) {
        InHole {
            runs = List.copyOf(runs);
        }

        double median(ToDoubleFunction<Hole> figure) {
            return Percentile.median(runs, figure);
        }
    }

    /** Those of our load. */
    AtRate ours(int rate) {
        return at(rate, new Peer.Ours());
    }

    /** Those of Gatling. */
    AtRate gatling(int rate) {
        return at(rate, new Peer.Gatling());
    }

    private AtRate at(int rate, Peer peer) {
        return steady.stream()
                .filter(row -> row.rate() == rate && row.peer().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    /** What our records say of a hole, once for each run. */
    List<Hole.Own> own(Hole.Kind kind) {
        return holes.stream()
                .filter(row -> row.kind() == kind)
                .flatMap(row -> row.runs().stream())
                .flatMap(hole -> hole.own().stream())
                .toList();
    }

    /** Our load in a hole. */
    InHole ours(Hole.Kind kind) {
        return holes.stream()
                .filter(row -> row.kind() == kind && row.peer() instanceof Peer.Ours)
                .findFirst()
                .orElseThrow();
    }
}
