package io.blackstart.cli;

import io.blackstart.calibrate.Calibration;
import io.blackstart.run.StopSignal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code calibrate}: how true is what Blackstart measures? */
@Command(
        name = "calibrate",
        description = {
            "Plays outages and losses of known shape and length on loopback, measures them, and"
                    + " compares with the truth. Writes a report with a picture. Exits 0 when all"
                    + " agree, 1 when one differs.",
            "The whole sweep takes some twelve minutes, --quick one."
        },
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
    private static final int LANES_MOST = 8;

    private static final int STOPPED = 2;

    private final StopSignal stop;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "One trial of each shape instead of the whole sweep.")
    private boolean quick;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Trials at a time, 1 to " + LANES_MOST + ". Default: 3.")
    private int lanes = 3;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "reports/calibration.md",
            description =
                    "Where the report goes; its picture is put beside it. Default:"
                            + " reports/calibration.md.")
    private Path report = Path.of("reports/calibration.md");

    CalibrateCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        if (lanes < 1 || lanes > LANES_MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lanes is " + lanes + "; right would be a number from 1 to " + LANES_MOST);
        }
        PrintWriter out = spec.commandLine().getOut();
        Path trials = Files.createTempDirectory("blackstart-calibration");
        Calibration.Result result;
        try {
            result =
                    Calibration.run(
                            quick,
                            lanes,
                            trials,
                            line -> {
                                out.println(line);
                                out.flush();
                            },
                            stop);
        } catch (InterruptedException stopped) {
            spec.commandLine()
                    .getErr()
                    .println("blackstart: " + stopped.getMessage() + "; no report was written");
            return STOPPED;
        }
        Path folder = report.toAbsolutePath().getParent();
        Files.createDirectories(folder == null ? Path.of(".") : folder);
        Files.writeString(report, result.markdown());
        Files.writeString(report.resolveSibling("calibration.svg"), result.svg());
        out.printf(
                "%d of %d trials agree with the truth in everything.%nReport: %s%nEvidence: %s%n",
                result.agreeing(), result.trials(), report, trials);
        return result.agreeing() == result.trials() ? 0 : 1;
    }
}
