package io.blackstart.bench;

import io.blackstart.bench.Results.AtRate;
import io.blackstart.bench.Results.InHole;

import org.openjdk.jmh.runner.RunnerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs all benchmarks and writes their page. */
public final class Benchmarks {
    private static final Path COMMITTED = Path.of("reports", "benchmarks.md");
    private static final Path PASSING = Path.of("target", "benchmarks.md");

    private final Size size;

    private Benchmarks(Size size) {
        this.size = size;
    }

    /**
     * Runs them; on Linux, from the project's folder.
     *
     * @param arguments {@code smoke}, {@code quick} or {@code full}
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, RunnerException {
        Size size = Size.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        long from = System.nanoTime();
        Results results = new Benchmarks(size).run();
        Path page = size == Size.FULL ? COMMITTED : PASSING;
        Files.createDirectories(page.getParent());
        Files.writeString(page, Page.of(results));
        System.out.printf(Locale.ROOT, "%s after %.0f s%n", page, (System.nanoTime() - from) / 1e9);
        System.exit(0); // whatever a benchmark has left running
    }

    private Results run() throws IOException, InterruptedException, RunnerException {
        String machine = Machine.line();
        List<AtRate> steady = new ArrayList<>();
        for (int rate : size.rates()) {
            steady.addAll(steady(rate));
        }
        List<Steady> high = ours(size.highRateRuns(), Size.HIGH_RATE);
        List<Steady> contended;
        try (Contention _ = new Contention()) {
            contended = ours(size.contendedRuns(), Size.CONTENDED_RATE);
        }
        List<InHole> holes = new ArrayList<>();
        for (Hole.Kind kind : Hole.Kind.values()) {
            for (Peer peer : Peer.all()) {
                holes.add(hole(peer, kind));
            }
        }
        return new Results(size, machine, steady, high, contended, holes, PureParts.run(size));
    }

    /** In turns, so that what the machine does meanwhile hits all tools alike. */
    private List<AtRate> steady(int rate) throws IOException, InterruptedException {
        List<Peer> peers = Peer.all();
        List<List<Steady>> runs = new ArrayList<>();
        peers.forEach(_ -> runs.add(new ArrayList<>()));
        for (int repeat = 0; repeat < size.repeats(); repeat++) {
            for (int p = 0; p < peers.size(); p++) {
                Peer peer = peers.get(p);
                if (peer.keepsARate()) {
                    System.out.printf(Locale.ROOT, "%s at %,d/s%n", peer.title(), rate);
                    Steady.run(peer, rate, size.warmUp(), size.window())
                            .ifPresent(runs.get(p)::add);
                }
            }
        }
        List<AtRate> rows = new ArrayList<>();
        for (int p = 0; p < peers.size(); p++) {
            rows.add(new AtRate(peers.get(p), rate, runs.get(p)));
        }
        return rows;
    }

    private List<Steady> ours(int times, int rate) throws IOException, InterruptedException {
        List<Steady> runs = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            System.out.printf(Locale.ROOT, "Blackstart at %,d/s%n", rate);
            Steady.run(new Peer.Ours(), rate, size.warmUp(), size.window()).ifPresent(runs::add);
        }
        return runs;
    }

    private InHole hole(Peer peer, Hole.Kind kind) throws IOException, InterruptedException {
        boolean repeated = peer instanceof Peer.Ours && kind == Hole.Kind.FROZEN;
        List<Hole> runs = new ArrayList<>();
        for (int n = 0; n < (repeated ? size.holeRepeats() : 1); n++) {
            System.out.printf(Locale.ROOT, "%s in the %s hole%n", peer.title(), kind);
            Hole.run(
                            peer,
                            kind,
                            size.holeRate(),
                            size.warmUp(),
                            switch (kind) {
                                case FROZEN -> size.frozen();
                                case SILENT -> size.silent();
                            })
                    .ifPresent(runs::add);
        }
        return new InHole(peer, kind, runs);
    }
}
