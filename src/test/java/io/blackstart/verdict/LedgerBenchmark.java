package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackstart.evidence.Ids;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How long the ledger takes over millions of writes, and how much memory: each figure the middle
 * one of some JVMs of their own, heap limited. No part of the build; run it with {@code ./mvnw -o
 * test -Dtest=LedgerBenchmark}. One write in a thousand is lost here and there, one in a thousand
 * never had an answer, and the last two in a thousand are gone.
 */
class LedgerBenchmark {
    private static final int RUNS = 3;

    /**
     * One JVM's figures.
     *
     * @param cpuSeconds of the judging thread, which a busy machine does not change much
     */
    private record Figures(double seconds, double cpuSeconds, long residentMegabytes, long lost) {}

    @ParameterizedTest
    @CsvSource({"1000000, 32", "10000000, 64", "50000000, 160"})
    void isFastAndSmall(int writes, int heapMegabytes) throws Exception {
        List<Figures> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            runs.add(inItsOwnJvm(writes, heapMegabytes));
        }
        runs.sort(Comparator.comparingDouble(Figures::seconds));
        Figures middle = runs.get(RUNS / 2);
        assertEquals(planted(writes), middle.lost());
        System.out.printf(
                Locale.ROOT,
                "ledger of %,d writes: %.2f s, %.2f s of CPU, %d MB resident, %,d lost%n",
                writes,
                middle.seconds(),
                middle.cpuSeconds(),
                middle.residentMegabytes(),
                middle.lost());
    }

    private static Figures inItsOwnJvm(int writes, int heapMegabytes) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heapMegabytes + "m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LedgerBenchmark.class.getName(),
                                Integer.toString(writes))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(0, process.waitFor(), said);
        String[] figures = said.split(" ", -1);
        return new Figures(
                Double.parseDouble(figures[0]),
                Double.parseDouble(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]));
    }

    /** The JVM of its own: judges once, cold, and says what it took. */
    public static void main(String[] args) throws IOException {
        int writes = Integer.parseInt(args[0]);
        String survivors = survivors(writes);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpuStart = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        DenseIds acknowledged = new DenseIds();
        DenseIds indeterminate = new DenseIds();
        for (int i = 0; i < writes; i++) {
            // answers overtake each other
            int id = (i & ~7) + (7 - (i & 7));
            if (id < writes) {
                (hadAnswer(id) ? acknowledged : indeterminate).add(id);
            }
        }
        for (int id = writes & ~7; id < writes; id++) {
            (hadAnswer(id) ? acknowledged : indeterminate).add(id);
        }
        Balance balance = Balance.of(acknowledged, indeterminate, Ids.parse(survivors));
        Ids lost = balance.lost().ids();
        int told =
                lost.toString().length()
                        + balance.recovered().ids().toString().length()
                        + balance.unexpected().toString().length();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e9;
        if (told == 0) {
            throw new IllegalStateException("nothing was told");
        }
        System.out.println(
                String.join(
                        " ",
                        Double.toString(seconds),
                        Double.toString(cpuSeconds),
                        Long.toString(residentMegabytes()),
                        Long.toString(lost.count())));
    }

    private static boolean hadAnswer(int id) {
        return id % 1000 != 500;
    }

    private static boolean survives(int id, int writes) {
        return id % 1000 != 7 && id < writes - writes / 500;
    }

    private static long planted(int writes) {
        long lost = 0;
        for (int id = 0; id < writes; id++) {
            lost += hadAnswer(id) && !survives(id, writes) ? 1 : 0;
        }
        return lost;
    }

    private static String survivors(int writes) {
        StringBuilder text = new StringBuilder("0-6");
        int end = writes - writes / 500;
        for (int gap = 7; gap + 1 < end; gap += 1000) {
            text.append(',').append(gap + 1).append('-').append(Math.min(gap + 999, end - 1));
        }
        return text.toString();
    }

    /** The most that was ever resident, as Linux tells it; 0 elsewhere. */
    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
