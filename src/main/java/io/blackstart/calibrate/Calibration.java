package io.blackstart.calibrate;

import io.blackstart.run.StopSignal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Plays all trials, some beside each other. */
public final class Calibration {
    private Calibration() {}

    /**
     * What came of it.
     *
     * @param agreeing trials in which everything that was measured agrees with the truth
     * @param markdown the report
     * @param svg its picture
     */
    public record Result(int trials, int agreeing, String markdown, String svg) {}

    /**
     * Plays them, on loopback.
     *
     * @param quick one trial of each shape instead of the whole sweep
     * @param lanes how many trials at a time
     * @param folder for the trials' files
     * @param told of each trial's end, in one line
     * @param stop ends all of them early
     * @throws IOException when a trial could not be played
     * @throws InterruptedException when it was stopped: part of a calibration is none
     */
    public static Result run(
            boolean quick, int lanes, Path folder, Consumer<String> told, StopSignal stop)
            throws IOException, InterruptedException {
        List<Script> scripts = quick ? Sweep.quick() : Sweep.whole();
        List<Score> scores = new ArrayList<>();
        // the first trial of a JVM would measure how slowly it starts
        Trial.of(Sweep.warmUp(), 0, folder.resolve("warm-up"), stop);
        try (ExecutorService pool = Executors.newFixedThreadPool(lanes)) {
            List<Future<Score>> playing = new ArrayList<>();
            for (int i = 0; i < scripts.size(); i++) {
                playing.add(pool.submit(trial(scripts.get(i), i, folder, stop)));
            }
            for (Future<Score> trial : playing) {
                Score score = result(trial);
                goOn(stop);
                scores.add(score);
                told.accept(
                        "%3d/%d %s".formatted(scores.size(), scripts.size(), Lines.line(score)));
            }
        }
        int agreeing = (int) scores.stream().filter(Score::agrees).count();
        return new Result(
                scores.size(),
                agreeing,
                CalibrationReport.markdown(scores, lanes),
                CalibrationPicture.svg(scores));
    }

    private static Callable<Score> trial(Script script, int number, Path folder, StopSignal stop) {
        return () -> {
            goOn(stop);
            return Trial.of(script, number, folder.resolve("trial-" + number), stop);
        };
    }

    private static void goOn(StopSignal stop) throws InterruptedException {
        if (stop.reason().isPresent()) {
            throw new InterruptedException(stop.reason().get().why());
        }
    }

    private static Score result(Future<Score> trial) throws IOException, InterruptedException {
        try {
            return trial.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InterruptedException stopped) {
                throw stopped;
            }
            throw new IOException("a trial could not be played: " + failed.getCause(), failed);
        }
    }
}
