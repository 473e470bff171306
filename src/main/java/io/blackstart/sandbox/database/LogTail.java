package io.blackstart.sandbox.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a stopped standby's log. PostgreSQL applies all that it has received when it is
 * promoted, however long it was told to wait; to leave a delayed standby at what it showed, the
 * rest of its log is blanked, which PostgreSQL takes for the log's end.
 */
final class LogTail {
    private static final String FILE = "[0-9A-F]*";
    private static final int NAME_LENGTH = 24;
    private static final int TIMELINE_LENGTH = 8;
    private static final int HEX = 16;

    private LogTail() {}

    /** Takes away what comes at and after a position. */
    static void cut(Path data, Lsn end) throws IOException {
        Path folder = data.resolve("pg_wal");
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            String last = end.file(Integer.parseInt(name.substring(0, TIMELINE_LENGTH), HEX));
            int order = name.substring(TIMELINE_LENGTH).compareTo(last.substring(TIMELINE_LENGTH));
            if (order > 0) {
                Files.delete(file);
            } else if (order == 0) {
                blank(file, end.offset());
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, FILE)) {
            for (Path file : found) {
                if (file.getFileName().toString().length() == NAME_LENGTH) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static void blank(Path file, long from) throws IOException {
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(Math.toIntExact(Lsn.SEGMENT_BYTES - from));
            long at = from;
            while (zeros.hasRemaining()) {
                at += log.write(zeros, at);
            }
        }
    }
}
