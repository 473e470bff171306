package io.blackstart.cli;

import io.blackstart.drill.SandboxProcess;
import io.blackstart.evidence.UnreadableEvidence;
import io.blackstart.experiment.InvalidFile;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The command line. Every command is a class of its own; this one names them and turns trouble into
 * one clear sentence.
 */
@Command(
        name = "blackstart",
        description =
                "Takes one of two AWS regions away on purpose, watches what users would have seen,"
                        + " and judges it against RTO and RPO budgets.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ValidateCommand.class,
            PlanCommand.class,
            RunCommand.class,
            JudgeCommand.class,
            ReportCommand.class,
            RecoverCommand.class,
            SandboxCommand.class,
            CalibrateCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 every budget met · 1 a budget missed · 2 inconclusive · 3 refused before"
                    + " anything was broken",
            "            64 the command line or a file is wrong · 70 Blackstart failed, or"
                    + " something is left to mend"
        })
public final class Main implements Runnable {
    /** The command line or a file is wrong. */
    static final int WRONG_INPUT = 64;

    /** Blackstart itself failed, or something is left to mend. */
    static final int FAILED = 70;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // libraries log to java.util.logging; what matters to the user is told by us
        Logger.getLogger("").setLevel(Level.SEVERE);
        OneExit exit = new OneExit();
        exit.install();
        exit.with(commandLine(exit).execute(arguments));
    }

    private static CommandLine commandLine(OneExit exit) {
        CommandLine line =
                new CommandLine(
                        new Main(),
                        new CommandLine.IFactory() {
                            @Override
                            public <K> K create(Class<K> type) throws Exception {
                                if (type.equals(RunCommand.class)) {
                                    return type.cast(new RunCommand(exit.stopSignal()));
                                }
                                if (type.equals(CalibrateCommand.class)) {
                                    return type.cast(new CalibrateCommand(exit.stopSignal()));
                                }
                                return type.equals(SandboxCommand.class)
                                        ? type.cast(new SandboxCommand(exit.stopSignal()))
                                        : CommandLine.defaultFactory().create(type);
                            }
                        });
        line.setParameterExceptionHandler(Main::wrongCommandLine);
        line.setExecutionExceptionHandler(Main::trouble);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(Terminal.colours() ? Ansi.ON : Ansi.OFF));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongCommandLine(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("blackstart: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try: blackstart --help");
        return WRONG_INPUT;
    }

    private static int trouble(
            Exception trouble, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        return switch (trouble) {
            case InvalidFile invalid -> {
                invalid.problems().forEach(err::println);
                yield WRONG_INPUT;
            }
            case NoSuchFileException missing -> {
                err.println("blackstart: " + missing.getMessage() + ": there is no such file");
                yield WRONG_INPUT;
            }
            case UnreadableEvidence unreadable -> {
                err.println("blackstart: " + unreadable.getMessage());
                yield WRONG_INPUT;
            }
            case SandboxProcess.NotStarted failed -> {
                err.println("blackstart: " + failed.getMessage());
                yield failed.exitCode();
            }
            case IllegalArgumentException wrong -> {
                err.println("blackstart: " + wrong.getMessage());
                yield WRONG_INPUT;
            }
            case IOException failed -> {
                err.println("blackstart: " + failed.getMessage());
                yield FAILED;
            }
            default -> {
                err.println("blackstart failed; please report this:");
                trouble.printStackTrace(err);
                yield FAILED;
            }
        };
    }
}
