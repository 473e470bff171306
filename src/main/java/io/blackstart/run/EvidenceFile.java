package io.blackstart.run;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.EvidenceLines;
import io.blackstart.evidence.EvidenceReader;
import io.blackstart.evidence.Header;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The evidence file of a run's folder, which may be torn at its end. */
public final class EvidenceFile implements EvidenceReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Header header;

    private EvidenceFile(Path file, Header header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Opens the evidence of a run.
     *
     * @throws IOException when there is none, or its first line is not a header that this version
     *     knows
     */
    public static EvidenceFile in(Path folder) throws IOException {
        Path file = folder.resolve(EvidenceLog.FILE);
        try (Lines lines = new Lines(file)) {
            if (!lines.next()) {
                throw new IOException(file + " holds no header line");
            }
            return new EvidenceFile(file, EvidenceLines.readHeader(lines.text()));
        }
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public Reading read(Consumer<Event> events) {
        try (Lines lines = new Lines(file)) {
            long count = -1; // the header is not an event
            while (lines.next()) {
                if (++count > 0) {
                    events.accept(EvidenceLines.readEvent(lines.text()));
                }
            }
            return new Reading(Math.max(0, count), lines.torn(), lines.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /**
     * Whole lines of a gzip file; what follows the last line feed, or cannot be unpacked any more,
     * is a torn tail.
     */
    private static final class Lines implements AutoCloseable {
        private final Unpacked bytes;
        private final BufferedReader reader;
        private final MessageDigest digest;
        private final StringBuilder line = new StringBuilder();
        private boolean halfALine;

        Lines(Path file) throws IOException {
            this.bytes = new Unpacked(Files.newInputStream(file));
            this.reader =
                    new BufferedReader(
                            new InputStreamReader(bytes, StandardCharsets.UTF_8), BUFFER_BYTES);
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /** Moves to the next whole line; false at the end. */
        boolean next() throws IOException {
            line.setLength(0);
            for (int c = reader.read(); c != '\n'; c = reader.read()) {
                if (c < 0) {
                    halfALine = !line.isEmpty();
                    return false;
                }
                line.append((char) c);
            }
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        }

        String text() {
            return line.toString();
        }

        boolean torn() {
            return bytes.torn || halfALine;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /**
     * Unpacks a gzip file as far as it goes: one that a kill cut short ends there, without an
     * error.
     */
    private static final class Unpacked extends InputStream {
        private final GZIPInputStream packed;
        private boolean torn;

        Unpacked(InputStream file) throws IOException {
            this.packed = new GZIPInputStream(file, BUFFER_BYTES);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return torn ? -1 : packed.read(buffer, offset, length);
            } catch (EOFException | ZipException _) {
                torn = true;
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            packed.close();
        }
    }
}
