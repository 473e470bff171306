package io.blackstart.probe;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of itself in files. What is not there, or reads otherwise than the kernel's
 * documentation says, is empty.
 */
public final class ProcFiles {
    private static final Pattern UP = Pattern.compile("(\\d+\\.\\d+) .*", Pattern.DOTALL);
    private static final Pattern SOME_CPU =
            Pattern.compile("some [^\\n]*\\btotal=(\\d+)\\b.*", Pattern.DOTALL);
    private static final Pattern SOCKETS =
            Pattern.compile(
                    ".*^TCP: .*\\btw (\\d+) alloc (\\d+)\\b.*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PORTS = Pattern.compile("(\\d+)\\s+(\\d+)\\s*");

    private final Path proc;

    /**
     * The files below a folder.
     *
     * @param proc {@code /proc}, but for tests
     */
    public ProcFiles(Path proc) {
        this.proc = proc;
    }

    /** How long the machine has been up by the clock that counts suspension, to 10 ms. */
    Optional<Duration> up() {
        return read("uptime", UP)
                .map(found -> new BigDecimal(found.group(1)).movePointRight(9))
                .map(nanos -> Duration.ofNanos(nanos.longValue()));
    }

    /** How long, since the start, at least one task has waited for a processor. */
    Optional<Duration> cpuWaited() {
        return read("pressure/cpu", SOME_CPU)
                .map(found -> Duration.ofNanos(Long.parseLong(found.group(1)) * 1_000));
    }

    /** All TCP sockets, those that only wait for stragglers included. */
    Optional<Long> tcpSockets() {
        return read("net/sockstat", SOCKETS)
                .map(found -> Long.parseLong(found.group(1)) + Long.parseLong(found.group(2)));
    }

    /** How many ports connections may leave from, for each target. */
    Optional<Long> ports() {
        return read("sys/net/ipv4/ip_local_port_range", PORTS)
                .map(found -> Long.parseLong(found.group(2)) - Long.parseLong(found.group(1)) + 1);
    }

    private Optional<Matcher> read(String file, Pattern content) {
        try {
            Matcher found = content.matcher(Files.readString(proc.resolve(file)));
            return found.matches() ? Optional.of(found) : Optional.empty();
        } catch (IOException notTold) {
            return Optional.empty(); // another operating system, or a container that hides it
        }
    }
}
