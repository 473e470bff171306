package io.blackstart.verdict;

import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.evidence.Header;
import io.blackstart.evidence.Sha256;
import io.blackstart.experiment.Experiment;
import io.blackstart.verdict.Verdict.ExperimentRef;
import io.blackstart.verdict.Verdict.RunRef;

import java.util.List;

/** Which experiment and run a verdict is about, and how the run ended. */
final class Origin {
    private Origin() {}

    static ExperimentRef experiment(Header header, Experiment experiment) {
        return new ExperimentRef(
                experiment.name(),
                experiment.hypothesis(),
                header.experimentFile(),
                Sha256.of(header.experimentText()));
    }

    static RunRef run(Header header, Facts facts) {
        return new RunRef(
                header.runId(),
                header.startedAt(),
                header.commit(),
                header.kind(),
                header.speed(),
                facts.reading().sha256(),
                facts.course().ended().map(end -> text(end.ended())).orElse("interrupted"),
                facts.course().ended().map(RunEnded::why).orElseGet(() -> withoutEnd(facts)));
    }

    static boolean wasRefused(Facts facts) {
        return facts.course().ended().filter(end -> end.ended() == Ended.REFUSED).isPresent();
    }

    static List<String> leftBehind(Facts facts) {
        return facts.course().ended().map(RunEnded::leftBehind).orElse(List.of());
    }

    private static String text(Ended ended) {
        return switch (ended) {
            case COMPLETED -> "completed";
            // a refused run is one that was aborted before anything was broken; its outcome says so
            case ABORTED, REFUSED -> "aborted";
            case INTERRUPTED -> "interrupted";
            case FAILED -> "failed";
        };
    }

    private static String withoutEnd(Facts facts) {
        return "the evidence stops "
                + Words.seconds(facts.course().lastSeen())
                + " after its begin without an end"
                + (facts.reading().torn() ? ", inside a line" : "")
                + ": the run was killed";
    }
}
