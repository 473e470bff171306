package io.blackstart.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the figures were taken. */
final class Machine {
    private static final Pattern SOME_AVG10 = Pattern.compile("some avg10=([0-9.]+)");

    private Machine() {}

    /** One line. */
    static String line() throws IOException, InterruptedException {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %s %s, Java %s, commit %s, %s",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                commit(),
                LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * The share of the last ten seconds in which something waited for a processor, in percent; not
     * a number where the kernel does not tell.
     */
    static double pressure() throws IOException {
        Path file = Path.of("/proc/pressure/cpu");
        if (!Files.isReadable(file)) {
            return Double.NaN;
        }
        Matcher found = SOME_AVG10.matcher(Files.readString(file));
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String commit() throws IOException, InterruptedException {
        String head = git("rev-parse", "--short", "HEAD");
        return git("status", "--porcelain", "--untracked-files=no").isEmpty()
                ? head
                : head + " with changes";
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process git = new ProcessBuilder(command).start();
        String said =
                new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? said : "unknown";
    }
}
