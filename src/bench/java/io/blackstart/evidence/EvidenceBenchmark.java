package io.blackstart.evidence;

import io.blackstart.bench.MadeUpRun;
import io.blackstart.run.EvidenceFile;
import io.blackstart.run.EvidenceLog;
import io.blackstart.run.StopSignal;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Evidence of requests, written and read: a line at a time, and whole files with their packing. */
@State(Scope.Benchmark)
public class EvidenceBenchmark {
    private static final int RECORDS = 200_000;

    /** Of the written file's records, after which the log is given time to write them. */
    private static final int SYNC_EVERY = 50_000;

    private final MadeUpRun run = new MadeUpRun(RECORDS);
    private final Path folder = folder();
    private final String[] lines = lines(run);
    private int next;

    /** Writes the file that is read. */
    public EvidenceBenchmark() {
        write(folder);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("blackstart-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary folder", e);
        }
    }

    private static String[] lines(MadeUpRun run) {
        String[] lines = new String[SYNC_EVERY];
        for (int n = 0; n < lines.length; n++) {
            lines[n] = EvidenceLines.write(run.request(n));
        }
        return lines;
    }

    private void write(Path into) {
        StopSignal stop = new StopSignal();
        try (EvidenceLog log = new EvidenceLog(into, run.header(), stop)) {
            for (int n = 0; n < RECORDS; n++) {
                log.accept(run.request(n));
                if (n % SYNC_EVERY == 0) {
                    log.sync();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing evidence", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
        }
        if (stop.reason().isPresent()) {
            throw new IllegalStateException(stop.reason().get().why());
        }
    }

    /** One line to text. */
    @Benchmark
    public String writeLine() {
        next = (next + 1) % RECORDS;
        return EvidenceLines.write(run.request(next));
    }

    /** One line from text. */
    @Benchmark
    public Event readLine() {
        next = (next + 1) % lines.length;
        return EvidenceLines.readEvent(lines[next]);
    }

    /** A file, packed and forced to disk, per record. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void writeFile() throws IOException {
        Path into = folder();
        write(into);
        Files.delete(into.resolve(EvidenceLog.FILE));
        Files.delete(into);
    }

    /** A file, per record. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public EvidenceReader.Reading readFile(Blackhole records) throws IOException {
        return EvidenceFile.in(folder).read(records::consume);
    }

    /** Removes the file. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(folder.resolve(EvidenceLog.FILE));
        Files.delete(folder);
    }
}
