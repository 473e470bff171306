package io.blackstart.bench;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the parts without a network cost, by JMH: the mean time of one operation, in a JVM like that
 * of the launcher.
 *
 * @param nanos of an operation, by {@code Class.method}
 */
record PureParts(Map<String, Cost> nanos) {

    PureParts {
        nanos = Map.copyOf(nanos);
    }

    /**
     * The cost of an operation.
     *
     * @param nanos the mean
     * @param error half of its 99.9 % confidence interval
     */
    record Cost(double nanos, double error) {
        double perSecond() {
            return 1e9 / nanos;
        }
    }

    /** Runs every benchmark on the class path. */
    static PureParts run(Size size) throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(size.iteration().toMillis());
        // its lock file is the machine's: somebody else's benchmark would end ours
        System.setProperty("jmh.ignoreLock", "true");
        var options =
                new OptionsBuilder()
                        .include("io\\.blackstart\\..*")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .jvmArgs(Peer.Ours.JVM.toArray(new String[0]))
                        .warmupIterations(size.warmUpIterations())
                        .warmupTime(iteration)
                        .measurementIterations(size.iterations())
                        .measurementTime(iteration)
                        .shouldFailOnError(true)
                        .build();
        Map<String, Cost> costs = new TreeMap<>();
        for (RunResult run : new Runner(options).run()) {
            Result<?> result = run.getPrimaryResult();
            String[] name = run.getParams().getBenchmark().split("\\.", -1);
            costs.put(
                    name[name.length - 2] + "." + name[name.length - 1],
                    new Cost(result.getScore(), result.getScoreError()));
        }
        return new PureParts(costs);
    }

    /** Those of one benchmark. */
    Cost of(String benchmark) {
        Cost cost = nanos.get(benchmark);
        if (cost == null) {
            throw new IllegalStateException("no benchmark " + benchmark + " among " + nanos);
        }
        return cost;
    }
}
