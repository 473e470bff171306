package io.blackstart.run;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.EvidenceLines;
import io.blackstart.evidence.Header;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the evidence behind the run: one thread takes events from a queue and writes a line each;
 * once a second, and whenever {@link #sync} is called, everything is forced to disk, so that a kill
 * loses at most a second.
 */
public final class EvidenceLog implements Consumer<Event>, AutoCloseable {
    /** Its name in a run's folder. */
    public static final String FILE = "evidence.ndjson.gz";

    private static final long SYNC_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int BUFFER_BYTES = 1 << 16;

    /** What the writer thread takes from the queue. */
    private sealed interface Work {
        record Line(Event event) implements Work {}

        record Sync(java.util.concurrent.CountDownLatch done) implements Work {}

        record Close() implements Work {}
    }

    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final FileChannel file;
    private final Writer text;
    private final Thread writer;
    private final StopSignal stop;

    private volatile boolean failed;

    /**
     * Opens a new evidence file.
     *
     * @param stop is told when the disk fails: a run that cannot be proven must end, and mend
     */
    public EvidenceLog(Path folder, Header header, StopSignal stop) throws IOException {
        this(
                FileChannel.open(
                        folder.resolve(FILE),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE),
                header,
                stop);
    }

    /** The same into a file that is open already. */
    EvidenceLog(FileChannel file, Header header, StopSignal stop) throws IOException {
        this.stop = stop;
        this.file = file;
        // syncFlush: a flush writes everything so far in a form that can be read without the rest
        GZIPOutputStream packed =
                new GZIPOutputStream(Channels.newOutputStream(file), BUFFER_BYTES, true);
        this.text =
                new BufferedWriter(
                        new OutputStreamWriter(packed, StandardCharsets.UTF_8), BUFFER_BYTES);
        text.write(EvidenceLines.write(header));
        text.write('\n');
        force();
        this.writer = Thread.ofPlatform().name("evidence").start(this::write);
    }

    @Override
    public void accept(Event event) {
        queue.add(new Work.Line(event));
    }

    /** Returns when everything accepted so far is on disk. */
    public void sync() throws InterruptedException {
        java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
        queue.add(new Work.Sync(done));
        done.await();
    }

    private void write() {
        long synced = System.nanoTime();
        boolean open = true;
        while (open) {
            try {
                Work work = queue.poll(SYNC_EVERY_NANOS, TimeUnit.NANOSECONDS);
                open = !(work instanceof Work.Close);
                if (work != null) {
                    handle(work);
                }
                if (!failed && System.nanoTime() - synced >= SYNC_EVERY_NANOS) {
                    force();
                    synced = System.nanoTime();
                }
            } catch (IOException e) {
                fail(e);
            } catch (InterruptedException _) {
                open = false;
            }
        }
    }

    private void handle(Work work) throws IOException {
        switch (work) {
            case Work.Line(Event event) -> {
                if (!failed) {
                    text.write(EvidenceLines.write(event));
                    text.write('\n');
                }
            }
            case Work.Sync(var done) -> {
                try {
                    if (!failed) {
                        force();
                    }
                } catch (IOException e) {
                    fail(e);
                } finally {
                    done.countDown(); // who waits must find the run stopped already
                }
            }
            case Work.Close() -> {}
        }
    }

    private void fail(IOException e) {
        failed = true;
        stop.stop(
                Event.Ended.FAILED,
                "the evidence cannot be written: "
                        + Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
    }

    private void force() throws IOException {
        text.flush();
        file.force(false);
    }

    @Override
    public void close() {
        queue.add(new Work.Close());
        try {
            writer.join();
            text.close();
        } catch (IOException e) {
            // a disk that failed before has ended the run, and said so
            if (!failed) {
                throw new UncheckedIOException("closing the evidence", e);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
