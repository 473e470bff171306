package io.blackstart.drill;

import io.blackstart.aws.AwsClients;
import io.blackstart.experiment.Environment;
import io.blackstart.fault.FisLeftovers;
import io.blackstart.run.FaultInjector.FaultFailed;
import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.fis.FisClient;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What earlier runs announced in their undo journals and did not report as mended. */
public final class Leftovers {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int RUN_FOLDER_DEPTH = 2;

    private Leftovers() {}

    /**
     * What became of one run's leftovers.
     *
     * @param says a line for people
     */
    public record Mended(Path run, boolean clean, String says) {}

    /**
     * Mends everything that the runs below this folder left behind; runs that left nothing are not
     * in the list.
     */
    public static List<Mended> mendBelow(Path reports) throws IOException, InterruptedException {
        List<Mended> mended = new ArrayList<>();
        if (Files.isDirectory(reports)) {
            List<Path> runs;
            try (Stream<Path> found = Files.walk(reports, RUN_FOLDER_DEPTH)) {
                runs =
                        found.filter(path -> Files.exists(path.resolve(UndoJournal.FILE)))
                                .sorted()
                                .toList();
            }
            for (Path run : runs) {
                mend(run).ifPresent(mended::add);
            }
        }
        return mended;
    }

    /** Mends what that run left behind; nothing when it left nothing. */
    public static Optional<Mended> mend(Path run) throws IOException, InterruptedException {
        Optional<UndoEntry.FaultIntended> open = Optional.empty();
        for (UndoEntry entry : UndoJournal.read(run)) {
            open =
                    switch (entry) {
                        case UndoEntry.FaultIntended intended -> Optional.of(intended);
                        case UndoEntry.FaultMended _ -> Optional.empty();
                        case UndoEntry.TemplateCreated _ -> open;
                        case UndoEntry.ExperimentStarted _ -> open;
                        case UndoEntry.PointOfNoReturn _ -> open;
                        case UndoEntry.TemplateDeleted _ -> open;
                        case UndoEntry.WritesIntended _ -> open;
                        case UndoEntry.WritesCleaned _ -> open;
                    };
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(mend(run, open.get()));
    }

    private static Mended mend(Path run, UndoEntry.FaultIntended intended)
            throws IOException, InterruptedException {
        boolean sandbox = intended.kind().equals("sandbox");
        Environment.Account account =
                new Environment.Account(
                        given(intended.profile()),
                        Optional.empty(),
                        given(intended.endpoint()).map(URI::create));
        try (FisClient fis = new AwsClients(sandbox).fis(account, intended.region());
                UndoJournal journal = UndoJournal.in(run)) {
            try {
                List<String> done = FisLeftovers.mend(fis, intended.runId(), BETWEEN);
                String says =
                        done.isEmpty()
                                ? "nothing of the fault was in force"
                                : String.join(", ", done);
                journal.write(new UndoEntry.FaultMended("recover: " + says));
                return new Mended(run, true, says);
            } catch (SdkException e) {
                if (sandbox && causedBy(e, ConnectException.class)) {
                    String says = "the sandbox that held the fault is gone, and the fault with it";
                    journal.write(new UndoEntry.FaultMended(says));
                    return new Mended(run, true, says);
                }
                return new Mended(run, false, "FIS does not answer: " + e.getMessage());
            } catch (FaultFailed e) {
                return new Mended(run, false, e.says());
            }
        }
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
