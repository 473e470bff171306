package io.blackstart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What Linux says of a process.
 *
 * @param at when it was asked, {@link System#nanoTime()}
 * @param cpu user and system time of all its threads so far, in steps of 10 ms
 * @param threads of the operating system
 * @param residentKb memory
 */
record ProcessFigures(long at, Duration cpu, int threads, long residentKb) {
    /** Linux counts a process's time for users in these, whatever the kernel's own tick is. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int UTIME = 11; // behind the name in parentheses, from 0
    private static final int STIME = 12;
    private static final int THREADS = 17;

    /**
     * Those of a process that is alive.
     *
     * @throws IOException when it has ended
     */
    static ProcessFigures of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(folder.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        return new ProcessFigures(
                System.nanoTime(),
                Duration.ofNanos(ticks * NANOS_PER_TICK),
                Integer.parseInt(fields[THREADS]),
                residentKb(folder));
    }

    private static long residentKb(Path folder) throws IOException {
        for (String line : Files.readAllLines(folder.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(folder + " is no process any more");
    }
}
