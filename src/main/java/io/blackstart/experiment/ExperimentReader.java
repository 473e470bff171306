package io.blackstart.experiment;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.blackstart.experiment.GuardRails.AbortWhen;
import io.blackstart.experiment.LoadProfile.Behaviour;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.experiment.LoadProfile.LoadDns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes an experiment of a file in which nothing is wrong; what is left out gets its default. */
final class ExperimentReader {
    private static final Share HALF = new Share(0.5);
    private static final String AUTHORITATIVE = "authoritative";

    private ExperimentReader() {}

    static Experiment read(Section root) {
        return new Experiment(
                root.text("name").orElseThrow(),
                root.text("hypothesis").orElseThrow(),
                root.text("environment").orElseThrow(),
                good(root),
                steadyState(root),
                load(root.section("load")),
                fault(root.section("fault")),
                timeline(root),
                budgets(root),
                guardRails(root.section("guardRails")),
                production(root.section("load").section("production")));
    }

    private static Good good(Section root) {
        Section good = root.section("good");
        return new Good(
                good.duration("latency", ofSeconds(1)).orElseThrow(),
                good.share("share", new Share(0.99)).orElseThrow(),
                good.duration("window", ofSeconds(1)).orElseThrow(),
                hold(root).orElseThrow());
    }

    /** How long it must stay good; nothing when the file says it wrongly. */
    static Optional<Duration> hold(Section root) {
        return root.section("good").duration("hold", ofSeconds(15));
    }

    private static List<SteadyState> steadyState(Section root) {
        if (!root.has("steadyState")) {
            return List.of(
                    new SteadyState.Served(RegionRole.ACTIVE, new Share(0.999), ofSeconds(10)));
        }
        return root.sections("steadyState").stream()
                .map(item ->
                        item.text("probe").orElseThrow().equals("service")
                                ? served(item.section("expect"))
                                : new SteadyState.ReplicationLag(
                                        item.section("expect").duration("lagAtMost").orElseThrow()))
                .toList();
    }

    private static SteadyState served(Section expect) {
        return new SteadyState.Served(
                role(expect, "region"),
                expect.share("share", new Share(0.999)).orElseThrow(),
                expect.duration("for", ofSeconds(10)).orElseThrow());
    }

    private static LoadProfile load(Section load) {
        Section dns = load.section("dns");
        return new LoadProfile(
                rate(load).orElseThrow(),
                writes(load).orElseThrow(),
                timeout(load, "response").orElseThrow(),
                fresh(load.section("connections")).orElseThrow(),
                new LoadDns(
                        dns.text("via", AUTHORITATIVE).orElseThrow(),
                        Math.toIntExact(dns.whole("caches", 64).orElseThrow()),
                        Behaviour.valueOf(
                                dns.text("behaviour", "ttl")
                                        .orElseThrow()
                                        .toUpperCase(Locale.ROOT)),
                        Family.valueOf(
                                dns.text("family", "ipv4").orElseThrow().toUpperCase(Locale.ROOT))),
                SendingReader.read(load),
                ClientsReader.clients(load),
                ClientsReader.sessions(load));
    }

    private static Optional<Production> production(Section production) {
        return production
                .text("writes")
                .map(text -> new Production(Double.parseDouble(text.replace("/s", ""))));
    }

    /** A time-out of the load, in either way to write it. */
    static Optional<Duration> timeout(Section load, String which) {
        return load.duration("timeout")
                .or(() -> load.section("timeout").duration(which, ofSeconds(2)));
    }

    private static Optional<Double> rate(Section load) {
        return SendingReader.rate(load, "rate");
    }

    /** The share of requests that write; nothing when the file says it wrongly. */
    static Optional<Share> writes(Section load) {
        return load.share("writes", new Share(0.25));
    }

    private static Optional<Share> fresh(Section connections) {
        return connections.has("fresh")
                ? connections.share("fresh")
                : connections.share("pooled", HALF).map(pooled -> new Share(1 - pooled.value()));
    }

    private static Fault fault(Section fault) {
        Section fis = fault.section("fis");
        if (!fault.has("fis")) {
            return new Fault.Nothing();
        }
        RegionRole region = role(fault, "region");
        return fis.has("templateId")
                ? new Fault.Existing(region, fis.text("templateId").orElseThrow())
                : new Fault.Inline(region, plain(fis));
    }

    private static Map<String, Object> plain(Section section) {
        return section.named(key -> section.value(key).map(Located::plain));
    }

    private static RegionRole role(Section section, String key) {
        return section.text(key, "active").orElseThrow().equals("active")
                ? RegionRole.ACTIVE
                : RegionRole.PASSIVE;
    }

    private static Timeline timeline(Section root) {
        return new Timeline(
                baseline(root).orElseThrow(),
                faultLength(root).orElseThrow(),
                after(root).orElseThrow());
    }

    static Optional<Duration> baseline(Section root) {
        return root.section("timeline").duration("baseline", ofSeconds(20));
    }

    static Optional<Duration> faultLength(Section root) {
        return root.section("timeline").duration("fault");
    }

    static Optional<Duration> after(Section root) {
        return root.section("timeline").duration("after", ofMinutes(2));
    }

    /** The recovery time's limit, in either way to write it. */
    static Optional<Duration> recoveryLimit(Section root) {
        Section budgets = root.section("budgets");
        return budgets.duration("recoveryTime")
                .or(() -> budgets.section("recoveryTime").duration("limit"));
    }

    /** The limits of DNS flips by vantage point, in any of the ways to write them. */
    static Map<String, Duration> dnsFlips(Section root) {
        Section budgets = root.section("budgets");
        Section flip = budgets.section("dnsFlip");
        Optional<Duration> alone = budgets.duration("dnsFlip");
        if (alone.isPresent()) {
            return Map.of(AUTHORITATIVE, alone.get());
        }
        if (!flip.has("limit")) {
            return flip.named(flip::duration);
        }
        return flip.duration("limit")
                .flatMap(limit ->
                        flip.text("vantage", AUTHORITATIVE).map(vantage -> Map.of(vantage, limit)))
                .orElse(Map.of());
    }

    /** In the order of the format's own description. */
    private static List<Budget> budgets(Section root) {
        Section budgets = root.section("budgets");
        Section dropped = budgets.section("droppedRequests");
        Section failback = budgets.section("failback");
        Duration within = recoveryLimit(root).or(() -> faultLength(root)).orElse(ofMillis(0));
        var list = new ArrayList<Budget>();
        recoveryLimit(root)
                .map(limit ->
                        new Budget.RecoveryTime(
                                limit,
                                budgets.section("recoveryTime")
                                        .share("clients", Share.ALL)
                                        .orElseThrow()))
                .ifPresent(list::add);
        budgets.duration("recoveryPoint").map(Budget.RecoveryPoint::new).ifPresent(list::add);
        budgets.whole("lostWrites").map(Budget.LostWrites::new).ifPresent(list::add);
        budgets.whole("duplicatedWrites").map(Budget.DuplicatedWrites::new).ifPresent(list::add);
        dnsFlips(root).forEach((vantage, limit) -> list.add(new Budget.DnsFlip(limit, vantage)));
        dropped.whole("count").map(Budget.DroppedCount::new).ifPresent(list::add);
        dropped.share("share")
                .map(share -> new Budget.DroppedShare(share, within))
                .ifPresent(list::add);
        budgets.duration("detection").map(Budget.Detection::new).ifPresent(list::add);
        failback.whole("lostWrites").map(Budget.FailbackLostWrites::new).ifPresent(list::add);
        failback.whole("droppedRequests").map(Budget.FailbackDropped::new).ifPresent(list::add);
        return list;
    }

    private static GuardRails guardRails(Section guardRails) {
        return new GuardRails(
                maxDuration(guardRails).orElseThrow(),
                guardRails.sections("abortWhen").stream()
                        .map(item ->
                                new AbortWhen(
                                        role(item, "probe"),
                                        item.duration("unhealthyFor").orElseThrow()))
                        .toList());
    }

    static Optional<Duration> maxDuration(Section guardRails) {
        return guardRails.duration("maxDuration", ofMinutes(15));
    }
}
