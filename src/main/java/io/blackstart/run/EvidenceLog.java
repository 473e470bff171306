package io.blackstart.run;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.EvidenceLines;
import io.blackstart.evidence.Header;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the evidence behind the run: threads that record put their events in a ring of fixed size
 * and go on; one thread takes them out and writes a line each. Once a second, and whenever {@link
 * #sync} is called, everything is forced to disk, so that a kill loses at most a second.
 *
 * <p>Should the disk fall so far behind that the ring is full, the run ends as failed. Memory stays
 * bounded, and requests whose records found no place are seen to be missing, by their numbers.
 */
public final class EvidenceLog implements Consumer<Event>, AutoCloseable {
    /** Its name in a run's folder. */
    public static final String FILE = "evidence.ndjson.gz";

    /** Events that may wait for the disk: minutes at any usual rate, and some 60 MB. */
    static final int WAITING_MOST = 1 << 18;

    private static final long SYNC_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int BUFFER_BYTES = 1 << 16;

    /** Somebody waits until the first {@code events} are on disk. */
    private record SyncAsked(long events, CountDownLatch done) {}

    private final EventRing ring;
    private final Queue<SyncAsked> syncs = new ConcurrentLinkedQueue<>();
    private final List<Consumer<Event>> followers = new CopyOnWriteArrayList<>();
    private final FileChannel file;
    private final Writer text;
    private final Thread writer;
    private final StopSignal stop;

    private volatile boolean closing;
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
                stop,
                new EventRing(WAITING_MOST));
    }

    /** The same into a file that is open already. */
    EvidenceLog(FileChannel file, Header header, StopSignal stop) throws IOException {
        this(file, header, stop, new EventRing(WAITING_MOST));
    }

    EvidenceLog(FileChannel file, Header header, StopSignal stop, EventRing ring)
            throws IOException {
        this.stop = stop;
        this.ring = ring;
        this.file = file;
        GZIPOutputStream packed = new QuickGzip(Channels.newOutputStream(file));
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
        if (!ring.offer(event)) {
            stop.stop(
                    Event.Ended.FAILED,
                    "the evidence cannot be written as fast as it comes: "
                            + WAITING_MOST
                            + " events wait for the disk");
        }
    }

    /**
     * Hands each event on to {@code follower}, on the writer's thread, once its line is written.
     */
    public void follow(Consumer<Event> follower) {
        followers.add(follower);
    }

    /** Returns when everything accepted so far is on disk, or cannot be written at all. */
    public void sync() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        syncs.add(new SyncAsked(ring.claimed(), done));
        LockSupport.unpark(writer);
        while (!done.await(1, TimeUnit.SECONDS)) {
            if (!writer.isAlive()) {
                return;
            }
        }
    }

    private void write() {
        long synced = System.nanoTime();
        while (true) {
            // read before draining: what was accepted before the closing is written
            boolean last = closing;
            drain();
            if (last) {
                answerSyncs();
                return;
            }
            if (System.nanoTime() - synced >= SYNC_EVERY_NANOS) {
                attempt(this::force);
                synced = System.nanoTime();
            }
            answerSyncs();
            if (ring.taken() == ring.claimed()) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    private void drain() {
        attempt(() -> ring.drain(this::writeLine));
    }

    private void writeLine(Event event) throws IOException {
        if (!failed) {
            text.write(EvidenceLines.write(event));
            text.write('\n');
        }
        followers.forEach(follower -> follower.accept(event));
    }

    private void answerSyncs() {
        SyncAsked first = syncs.peek();
        if (first == null || first.events() > ring.taken()) {
            return;
        }
        attempt(this::force);
        while (first != null && first.events() <= ring.taken()) {
            syncs.remove();
            first.done().countDown();
            first = syncs.peek();
        }
    }

    /** Packs at the least effort: what the writer saves is the load's. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            // syncFlush: a flush writes everything so far in a form that can be read without the
            // rest
            super(out, BUFFER_BYTES, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** What can fail with the disk. */
    private interface Writing {
        void run() throws IOException;
    }

    /** Once the disk has failed, events are taken and not written any more: the run ends. */
    private void attempt(Writing writing) {
        try {
            writing.run();
        } catch (IOException | RuntimeException e) {
            failed = true;
            stop.stop(
                    Event.Ended.FAILED,
                    "the evidence cannot be written: "
                            + Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
        }
    }

    private void force() throws IOException {
        if (!failed) {
            text.flush();
            file.force(false);
        }
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
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
