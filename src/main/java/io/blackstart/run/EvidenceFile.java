package io.blackstart.run;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.EvidenceLines;
import io.blackstart.evidence.EvidenceReader;
import io.blackstart.evidence.Header;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
        private final MessageDigest digest;
        private byte[] buffer = new byte[BUFFER_BYTES];
        private int from; // where the next line begins in the buffer
        private int to; // the end of what was read into it
        private String line = "";
        private boolean halfALine;

        Lines(Path file) throws IOException {
            this.bytes = new Unpacked(Files.newInputStream(file));
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /** Moves to the next whole line; false at the end. */
        boolean next() throws IOException {
            int length = 0;
            while (true) {
                for (; from + length < to; length++) {
                    if (buffer[from + length] == '\n') {
                        digest.update(buffer, from, length + 1);
                        line = new String(buffer, from, length, StandardCharsets.UTF_8);
                        from += length + 1;
                        return true;
                    }
                }
                if (!fill()) {
                    halfALine = length > 0;
                    return false;
                }
            }
        }

        /** Reads on behind what is left of the buffer; false at the end. */
        private boolean fill() throws IOException {
            int left = to - from;
            if (left == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            System.arraycopy(buffer, from, buffer, 0, left);
            int read = bytes.read(buffer, left, buffer.length - left);
            from = 0;
            to = left + Math.max(0, read);
            return read > 0;
        }

        String text() {
            return line;
        }

        boolean torn() {
            return bytes.torn || halfALine;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public void close() throws IOException {
            bytes.close();
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
