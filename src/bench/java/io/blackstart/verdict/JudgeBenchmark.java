package io.blackstart.verdict;

import io.blackstart.bench.MadeUpRun;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.ExperimentFile;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The verdict on a run of a million requests, without reading its file. */
@State(Scope.Benchmark)
public class JudgeBenchmark {
    private static final long REQUESTS = 1_000_000;

    private final MadeUpRun run = new MadeUpRun(REQUESTS);
    private final Experiment experiment = ExperimentFile.parse("x.yaml", MadeUpRun.EXPERIMENT);

    /** From events to verdict. */
    @Benchmark
    public Verdict judgeAMillion() {
        Verdict verdict = Judge.judge(run, experiment);
        if (verdict.requests().due() != REQUESTS) {
            throw new IllegalStateException("the judge saw " + verdict.requests());
        }
        return verdict;
    }
}
