package io.blackstart.verdict;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.CheckersSaid;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.EndpointProbed;
import io.blackstart.evidence.Event.Observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The part of a {@link Story} that watches from outside: probes, DNS, health checkers, replication.
 *
 * @param thinner how many times more seldom than usual
 */
record Watching(Outage truth, SplittableRandom random, double thinner, Consumer<Event> events) {
    private static final double PROBE_TIMEOUT = 0.25;

    void tell() {
        probes(Story.ACTIVE);
        probes(Story.PASSIVE);
        dns("authoritative", 0.05, 0);
        dns("office", 0.1, truth.ttl() / 2);
        checkers();
        replication();
    }

    private void probes(String region) {
        for (double asked = Outage.BASELINE; asked < truth.end(); asked += 0.05 * thinner) {
            double took = 0.001 + random.nextDouble(0.004);
            boolean dark =
                    region.equals(Story.ACTIVE)
                            && (truth.isDark(asked) || truth.isDark(asked + took));
            boolean writer =
                    region.equals(Story.PASSIVE)
                            ? asked >= truth.promoted()
                            : asked + took < truth.promoted();
            events.accept(
                    new EndpointProbed(
                            Story.time(asked + (dark ? PROBE_TIMEOUT : took)),
                            Story.time(asked),
                            region,
                            !dark,
                            dark ? DropClass.CONNECT_TIMEOUT : DropClass.NONE,
                            dark ? 0 : 200,
                            dark ? Optional.empty() : Optional.of(writer)));
        }
    }

    private void dns(String vantage, double every, double behind) {
        for (double asked = Outage.BASELINE; asked < truth.end(); asked += every * thinner) {
            boolean isNew = asked >= truth.flipped() + behind;
            events.accept(
                    new DnsAnswered(
                            Story.time(asked + 0.001),
                            Story.time(asked),
                            vantage,
                            "127.0.53.1:53",
                            "NOERROR",
                            List.of(isNew ? Story.PASSIVE_ADDRESS : Story.ACTIVE_ADDRESS),
                            Math.round(truth.ttl())));
        }
    }

    private void checkers() {
        for (double asked = Outage.BASELINE + 2;
                asked < truth.end();
                asked += 0.25 + 0.25 * thinner) {
            List<Observation> observations = new ArrayList<>();
            for (int checker = 0; checker < Outage.CHECKERS; checker++) {
                observations.add(lastResult(checker, asked + 0.001));
            }
            events.accept(
                    new CheckersSaid(
                            Story.time(asked + 0.002), Story.time(asked), "check", observations));
        }
    }

    private Observation lastResult(int checker, double now) {
        double phase = truth.checkPhase(checker);
        double begun =
                phase + Math.floor((now - phase) / Outage.CHECK_PERIOD) * Outage.CHECK_PERIOD;
        while (checked(begun) > now) {
            begun -= Outage.CHECK_PERIOD;
        }
        return new Observation(
                "checker-" + checker,
                !truth.isDark(begun),
                Story.STARTED.plus(Story.time(checked(begun))),
                truth.isDark(begun) ? "Failure" : "Success");
    }

    private double checked(double begun) {
        return begun + (truth.isDark(begun) ? Outage.CHECK_TIMEOUT : 0.005);
    }

    private void replication() {
        for (double done = Outage.BASELINE + 1; done + truth.lag() < truth.began(); done += 0.5) {
            if (done < truth.end() - 1) {
                events.accept(
                        new Event.ReplicationSeen(
                                Story.time(done + truth.lag() + 0.02),
                                0,
                                Story.time(done),
                                Story.time(done + truth.lag() - 0.001)));
            }
        }
    }
}
