package io.blackstart.drill;

import io.blackstart.dns.DnsServer;
import io.blackstart.dns.Resolver;
import io.blackstart.evidence.Event;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.experiment.LoadProfile.LoadDns;
import io.blackstart.probe.DnsProbe;
import io.blackstart.probe.Schedule;
import io.blackstart.probe.TestAnswerProbe;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everybody who watches DNS: each server of each vantage point, each family that users ask for. */
final class DnsWatches {
    /** AWS allows an account five requests a second; divided by a sandbox's speed. */
    private static final Duration TEST_ANSWER_EVERY = Duration.ofSeconds(5);

    private final Environment.DnsNames dns;
    private final List<Family> families;
    private final RunClock clock;
    private final Consumer<Event> evidence;

    DnsWatches(Environment environment, LoadDns load, RunClock clock, Consumer<Event> evidence) {
        this.dns = environment.dns();
        this.families =
                switch (load.family()) {
                    case IPV4 -> List.of(Family.IPV4);
                    case IPV6 -> List.of(Family.IPV4, Family.IPV6);
                };
        this.clock = clock;
        this.evidence = evidence;
    }

    List<Watch> of(Route53Client route53, int speed) {
        List<Watch> watches = new ArrayList<>();
        for (String vantage : dns.vantagePoints()) {
            List<Resolver> resolvers = Vantage.resolvers(dns, vantage);
            if (resolvers.isEmpty()) {
                evidence.accept(
                        new Event.Noted(
                                clock.elapsed(),
                                "the " + vantage + " resolver of this machine cannot be asked"));
            }
            for (Resolver resolver : resolvers) {
                families.forEach(family -> watches.add(watch(vantage, resolver, family)));
            }
        }
        dns.hostedZoneId()
                .map(zone ->
                        new TestAnswerProbe(clock, route53, zone, dns.name(), RRType.A, evidence))
                .map(probe ->
                        new Schedule(
                                clock, "test answer", TEST_ANSWER_EVERY.dividedBy(speed), probe))
                .ifPresent(watches::add);
        return watches;
    }

    private Watch watch(String vantage, Resolver resolver, Family family) {
        String named = family.at(vantage);
        DnsProbe probe = new DnsProbe(clock, named, resolver, dns.name(), asked(family), evidence);
        // a server that is asked for both families is asked no more often for that
        double perSecond = dns.watch().perSecond(vantage) / families.size();
        return new Schedule(
                clock, "dns " + named, Duration.ofNanos((long) (1e9 / perSecond)), probe);
    }

    private static DnsServer.Family asked(Family family) {
        return switch (family) {
            case IPV4 -> DnsServer.Family.IPV4;
            case IPV6 -> DnsServer.Family.IPV6;
        };
    }
}
