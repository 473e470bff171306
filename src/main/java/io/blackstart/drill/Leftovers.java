package io.blackstart.drill;

import io.blackstart.aws.AwsClients;
import io.blackstart.experiment.Environment;
import io.blackstart.fault.DatabaseLeftovers;
import io.blackstart.fault.FisLeftovers;
import io.blackstart.run.FaultInjector.FaultFailed;
import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.rds.RdsClient;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What earlier runs announced in their undo journals and did not report as mended. */
public final class Leftovers {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int RUN_FOLDER_DEPTH = 2;
    private static final String GONE =
            "the sandbox that held the fault is gone, and the fault with it";

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
        Open open = Open.in(UndoJournal.read(run));
        if (open.nothing()) {
            return Optional.empty();
        }
        List<Mended> mended = new ArrayList<>();
        try (UndoJournal journal = UndoJournal.in(run)) {
            // FIS first: while it breaks, what is undone would be broken again
            if (open.fault().isPresent()) {
                mended.add(mend(run, open.fault().get(), journal));
            }
            for (UndoEntry.DatabaseStopIntended stop : open.stops().values()) {
                mended.add(mend(run, stop, journal));
            }
        }
        return Optional.of(
                new Mended(
                        run,
                        mended.stream().allMatch(Mended::clean),
                        mended.stream()
                                .map(Mended::says)
                                .distinct()
                                .collect(Collectors.joining("; "))));
    }

    /** What a journal announced and did not report as mended. */
    private record Open(
            Optional<UndoEntry.FaultIntended> fault,
            Map<String, UndoEntry.DatabaseStopIntended> stops) {
        static Open in(List<UndoEntry> entries) {
            Optional<UndoEntry.FaultIntended> fault = Optional.empty();
            Map<String, UndoEntry.DatabaseStopIntended> stops = new LinkedHashMap<>();
            for (UndoEntry entry : entries) {
                switch (entry) {
                    case UndoEntry.FaultIntended intended -> fault = Optional.of(intended);
                    case UndoEntry.FaultMended _ -> fault = Optional.empty();
                    case UndoEntry.DatabaseStopIntended stop ->
                            stops.put(stop.region() + " " + stop.cluster(), stop);
                    case UndoEntry.DatabaseStarted(String region, String cluster, _) ->
                            stops.remove(region + " " + cluster);
                    case UndoEntry.TemplateCreated _,
                            UndoEntry.ExperimentStarted _,
                            UndoEntry.PointOfNoReturn _,
                            UndoEntry.TemplateDeleted _,
                            UndoEntry.WritesIntended _,
                            UndoEntry.WritesCleaned _ -> {} // nothing that breaks
                }
            }
            return new Open(fault, stops);
        }

        boolean nothing() {
            return fault.isEmpty() && stops.isEmpty();
        }
    }

    private static Mended mend(Path run, UndoEntry.FaultIntended intended, UndoJournal journal)
            throws InterruptedException {
        boolean sandbox = intended.kind().equals("sandbox");
        Environment.Account account = account(intended.profile(), intended.endpoint());
        try (FisClient fis = new AwsClients(sandbox).fis(account, intended.region())) {
            List<String> done = FisLeftovers.mend(fis, intended.runId(), BETWEEN);
            String says =
                    done.isEmpty() ? "nothing of the fault was in force" : String.join(", ", done);
            journal.write(new UndoEntry.FaultMended("recover: " + says));
            return new Mended(run, true, says);
        } catch (SdkException e) {
            if (gone(sandbox, e)) {
                journal.write(new UndoEntry.FaultMended(GONE));
                return new Mended(run, true, GONE);
            }
            return new Mended(run, false, "FIS does not answer: " + e.getMessage());
        } catch (FaultFailed e) {
            return new Mended(run, false, e.says());
        }
    }

    private static Mended mend(Path run, UndoEntry.DatabaseStopIntended stop, UndoJournal journal)
            throws InterruptedException {
        boolean sandbox = stop.kind().equals("sandbox");
        Environment.Account account = account(stop.profile(), stop.endpoint());
        try (RdsClient rds = new AwsClients(sandbox).rds(account, stop.region())) {
            String says = DatabaseLeftovers.mend(rds, stop.cluster(), BETWEEN);
            journal.write(
                    new UndoEntry.DatabaseStarted(
                            stop.region(), stop.cluster(), "recover: " + says));
            return new Mended(run, true, says);
        } catch (SdkException e) {
            if (gone(sandbox, e)) {
                journal.write(new UndoEntry.DatabaseStarted(stop.region(), stop.cluster(), GONE));
                return new Mended(run, true, GONE);
            }
            return new Mended(run, false, "RDS does not answer: " + e.getMessage());
        } catch (FaultFailed e) {
            return new Mended(run, false, e.says());
        }
    }

    /** Whether it was a sandbox's, and the sandbox has ended. */
    private static boolean gone(boolean sandbox, SdkException e) {
        return sandbox && causedBy(e, ConnectException.class);
    }

    private static Environment.Account account(String profile, String endpoint) {
        return new Environment.Account(
                given(profile), Optional.empty(), given(endpoint).map(URI::create));
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
