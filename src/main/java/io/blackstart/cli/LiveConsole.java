package io.blackstart.cli;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.FisSaid;
import io.blackstart.evidence.Event.GuardRailAsked;
import io.blackstart.evidence.Event.Noted;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.PhaseBegan;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Event.RolesFound;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Plan;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The drill as it happens: one line for each thing that changes, and the requests of the last
 * second by region and outcome. On a terminal that line is rewritten in place; elsewhere it comes
 * every five seconds. Safe for use by many threads.
 */
final class LiveConsole implements Consumer<Event> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int QUIET_TICKS = 5;
    private static final int WIDTH = 79;

    private final PrintWriter out;
    private final boolean rewrite;
    private final Optional<Duration> recoveryLimit;
    private final double toleratedShare;

    // guarded by this
    private final Map<String, Integer> served = new TreeMap<>();
    private int dropped;
    private int notSent;
    private int ticks;
    private Phase phase = Phase.PREFLIGHT;
    private Duration tickEnds = Duration.ZERO;
    private Optional<Duration> firstDrop = Optional.empty();
    private Optional<Duration> lastBad = Optional.empty();
    private boolean lineOpen;

    LiveConsole(Plan plan, PrintWriter out, boolean rewrite) {
        this.out = out;
        this.rewrite = rewrite;
        this.toleratedShare = 1 - plan.experiment().good().share().value();
        this.recoveryLimit =
                plan.experiment().budgets().stream()
                        .filter(Budget.RecoveryTime.class::isInstance)
                        .map(budget -> ((Budget.RecoveryTime) budget).limit())
                        .findFirst();
        line(
                plan.experiment().name()
                        + " · run "
                        + plan.runId()
                        + " · "
                        + plan.kind()
                        + (plan.speed() > 1 ? ", speed " + plan.speed() : ""));
    }

    @Override
    public synchronized void accept(Event event) {
        switch (event) {
            case PhaseBegan began -> began(began);
            case RolesFound roles ->
                    line(
                            at(roles.at())
                                    + "active "
                                    + roles.active()
                                    + ", passive "
                                    + roles.passive());
            case GuardRailAsked asked ->
                    line(
                            at(asked.at())
                                    + (asked.passed() ? "ok      " : "REFUSED ")
                                    + asked.name()
                                    + ": "
                                    + asked.says());
            case FisSaid fis ->
                    line(at(fis.at()) + "FIS " + fis.experimentId() + " " + fis.status());
            case Noted noted -> line(at(noted.at()) + noted.text());
            case RunEnded ended when !ended.why().isEmpty() ->
                    line(
                            at(ended.at())
                                    + ended.ended().name().toLowerCase(Locale.ROOT)
                                    + ": "
                                    + ended.why());
            case RequestEnded request -> count(request);
            default -> {} // told by the report, not while it happens
        }
        if (event.at().compareTo(tickEnds) >= 0) {
            tick(event.at());
        }
    }

    private void began(PhaseBegan began) {
        phase = began.phase();
        String says =
                switch (phase) {
                    case PREFLIGHT -> "preflight";
                    case WARM_UP -> "warming up";
                    case BASELINE -> "baseline: the load runs, nothing is broken";
                    case FAULT -> "injecting the fault";
                    case AFTER -> "mending";
                    case READ_BACK -> "reading the surviving writes back";
                    case CLEAN_UP -> "taking the drill's own writes away";
                    case END -> "judging";
                };
        line(at(began.at()) + says);
    }

    private void count(RequestEnded request) {
        switch (request.outcome()) {
            case SUCCEEDED -> served.merge(request.region(), 1, Integer::sum);
            case FAILED, INDETERMINATE -> {
                dropped++;
                if (phase == Phase.FAULT && firstDrop.isEmpty()) {
                    firstDrop = Optional.of(request.due());
                }
            }
            case NOT_SENT -> notSent++;
        }
    }

    private void tick(Duration now) {
        tickEnds = now.plus(TICK);
        boolean loaded = phase == Phase.BASELINE || phase == Phase.FAULT || phase == Phase.AFTER;
        ticks++;
        int ended = dropped + served.values().stream().mapToInt(Integer::intValue).sum();
        if (firstDrop.isPresent() && dropped > ended * toleratedShare) {
            lastBad = Optional.of(now);
        }
        if (loaded && (rewrite || ticks % QUIET_TICKS == 0)) {
            String regions =
                    served.entrySet().stream()
                            .map(region -> region.getKey() + " " + region.getValue() + "/s")
                            .collect(Collectors.joining("  "));
            String text =
                    at(now)
                            + regions
                            + (dropped > 0 ? "  dropped " + dropped + "/s" : "")
                            + (notSent > 0 ? "  not sent " + notSent + "/s" : "")
                            + recovery(now);
            if (rewrite) {
                out.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
                lineOpen = true;
            } else {
                out.println(text);
            }
            out.flush();
        }
        served.clear();
        dropped = 0;
        notSent = 0;
    }

    /**
     * The recovery clock: running while more is dropped than is good, else standing where that
     * ended.
     */
    private String recovery(Duration now) {
        if (firstDrop.isEmpty() || lastBad.isEmpty()) {
            return "";
        }
        Duration outage = lastBad.get().minus(firstDrop.get());
        return String.format(
                Locale.ROOT,
                "  | %s %.0f s%s",
                lastBad.get().equals(now) ? "down for" : "was down",
                outage.toMillis() / 1e3,
                recoveryLimit.map(limit -> " of " + limit.toSeconds() + " s").orElse(""));
    }

    private void line(String text) {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
        out.println(text);
        out.flush();
    }

    private static String at(Duration time) {
        return String.format(Locale.ROOT, "%6.1f s  ", time.toMillis() / 1e3);
    }
}
