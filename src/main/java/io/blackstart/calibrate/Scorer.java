package io.blackstart.calibrate;

import io.blackstart.calibrate.Score.Edge;
import io.blackstart.calibrate.Score.Edges;
import io.blackstart.drill.Conclusion;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.run.EvidenceFile;
import io.blackstart.sandbox.range.Loss;
import io.blackstart.sandbox.range.Trouble;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.MilestoneName;
import io.blackstart.verdict.Verdict.Outage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares one trial's verdict and evidence with the range's truth. */
final class Scorer {
    private final Script script;
    private final Verdict verdict;
    private final KnownTruth truth;
    private final List<RequestEnded> requests;

    private Scorer(Script script, Verdict verdict, KnownTruth truth, List<RequestEnded> requests) {
        this.script = script;
        this.verdict = verdict;
        this.truth = truth;
        this.requests = requests;
    }

    static Score score(Script script, Conclusion conclusion, Path truth) throws IOException {
        EvidenceFile evidence = EvidenceFile.in(conclusion.folder());
        List<RequestEnded> requests = new ArrayList<>();
        evidence.read(event -> {
            if (event instanceof RequestEnded request) {
                requests.add(request);
            }
        });
        Verdict verdict = conclusion.verdict();
        KnownTruth known =
                KnownTruth.read(truth, evidence.header().originNanos(), verdict.run().id());
        return new Scorer(script, verdict, known, requests).score(conclusion.folder().toString());
    }

    private Score score(String folder) {
        List<KnownTruth.Outage> happened = truth.outages();
        List<Outage> found = new ArrayList<>(verdict.outages());
        List<Edges> edges = new ArrayList<>();
        int missed = 0;
        for (KnownTruth.Outage outage : happened) {
            List<Outage> matching =
                    found.stream().filter(one -> overlap(one, outage)).limit(1).toList();
            if (matching.isEmpty()) {
                missed++;
            }
            for (Outage match : matching) {
                found.remove(match);
                edges.add(edges(match, outage));
            }
        }
        return new Score(
                script,
                isSplitBrain() ? List.of() : edges,
                isSplitBrain() ? 0 : missed,
                found.size(),
                flips(),
                verdict.requests().due(),
                verdict.requests().dropped(),
                classes(happened),
                new RequestCheck(verdict, truth, requests).faults(),
                truth.lateApplied(requests),
                verdict.writes().lost(),
                verdict.trust().harnessStalls(),
                folder);
    }

    private boolean isSplitBrain() {
        return script instanceof Script.FailOver(Loss loss) && loss == Loss.SPLIT_BRAIN;
    }

    private static boolean overlap(Outage found, KnownTruth.Outage happened) {
        return found.beganLeast().compareTo(happened.ended().by()) <= 0
                && found.endMost()
                        .map(end -> end.compareTo(happened.began().at()) >= 0)
                        .orElse(true);
    }

    private static Edges edges(Outage found, KnownTruth.Outage happened) {
        Duration end = found.endMost().orElse(found.endLeast());
        return new Edges(
                edge(found.beganLeast(), found.beganMost(), found.firstFailure(), happened.began()),
                edge(found.endLeast(), end, end, happened.ended()));
    }

    private static Edge edge(
            Duration least, Duration most, Duration point, KnownTruth.Instant truth) {
        boolean inside = least.compareTo(truth.by()) <= 0 && most.compareTo(truth.at()) >= 0;
        Duration nearest = point.compareTo(truth.at()) < 0 ? truth.at() : truth.by();
        boolean within = point.compareTo(truth.at()) >= 0 && point.compareTo(truth.by()) <= 0;
        return new Edge(
                inside, within ? 0 : point.minus(nearest).toNanos(), most.minus(least).toNanos());
    }

    private List<Edge> flips() {
        if (isSplitBrain()) {
            return List.of();
        }
        return truth.flip().stream()
                .map(flip ->
                        verdict.milestones().stream()
                                .filter(one -> one.name() == MilestoneName.DNS_FLIPPED)
                                .filter(one -> one.vantage().equals("authoritative"))
                                .filter(one -> one.most().isPresent())
                                .map(one -> {
                                    Duration most = one.most().orElseThrow();
                                    return edge(one.least(), most, most, flip);
                                })
                                .findFirst()
                                .orElse(new Edge(false, Long.MAX_VALUE, Long.MAX_VALUE)))
                .toList();
    }

    /** Of requests that were sent while a trouble lasted. */
    private Map<String, Long> classes(List<KnownTruth.Outage> happened) {
        Map<String, Long> classes = new TreeMap<>();
        for (RequestEnded request : requests) {
            boolean under =
                    happened.stream()
                            .anyMatch(one ->
                                    request.sent().compareTo(one.began().by()) > 0
                                            && request.sent().compareTo(one.ended().at()) < 0);
            if (under) {
                classes.merge(request.dropClass().text(), 1L, Long::sum);
            }
        }
        return classes;
    }

    /** Which classes a trouble may show, beside stray errors. */
    static List<String> expected(Trouble trouble) {
        return switch (trouble) {
            case BLACKHOLE, FLAPPING -> List.of("connectTimeout", "readTimeout", "none");
            case REFUSE -> List.of("refused", "reset");
            case RESET -> List.of("reset", "eof");
            case SILENT, HALF_OPEN, ONE_ZONE -> List.of("readTimeout", "none");
            case SLOW -> List.of("none");
        };
    }
}
