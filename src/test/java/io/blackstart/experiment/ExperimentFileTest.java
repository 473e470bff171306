package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.blackstart.experiment.LoadProfile.Behaviour;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.experiment.LoadProfile.LoadDns;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class ExperimentFileTest {
    private static final String LEAST =
            """
            apiVersion: blackstart/v1
            name: Least
            hypothesis: Nothing but what must be said.
            environment: e.yaml
            load: {rate: 10/s}
            fault: none
            timeline: {fault: 1m}
            budgets: {lostWrites: 0}
            """;

    @Test
    void theDesignsExampleIsReadAsItStands() {
        Experiment experiment = ExperimentFile.parse("x.yaml", resource("design-experiment.yaml"));

        assertEquals("Primary region blackhole", experiment.name());
        assertEquals("environments/sandbox.yaml", experiment.environment());
        assertEquals(
                new Good(ofSeconds(1), new Share(0.99), ofSeconds(1), ofSeconds(15)),
                experiment.good());
        assertEquals(
                List.of(
                        new SteadyState.Served(RegionRole.ACTIVE, new Share(0.999), ofSeconds(10)),
                        new SteadyState.ReplicationLag(ofSeconds(1))),
                experiment.steadyState());
        assertEquals(
                new LoadProfile(
                        200,
                        new Share(0.25),
                        ofSeconds(2),
                        new Share(0.5),
                        new LoadDns("office", 64, Behaviour.TTL, Family.IPV4)),
                experiment.load());
        assertEquals(
                new Timeline(ofSeconds(20), ofMinutes(5), ofMinutes(2)), experiment.timeline());
        assertEquals(
                List.of(
                        new Budget.RecoveryTime(ofSeconds(150), Share.ALL),
                        new Budget.RecoveryPoint(ofSeconds(1)),
                        new Budget.LostWrites(10),
                        new Budget.DnsFlip(ofSeconds(45), "authoritative"),
                        new Budget.DroppedCount(30_000),
                        new Budget.DroppedShare(new Share(0.9), ofSeconds(150)),
                        new Budget.Detection(ofSeconds(45)),
                        new Budget.FailbackLostWrites(0),
                        new Budget.FailbackDropped(0)),
                experiment.budgets());
        assertEquals(
                new GuardRails(
                        ofMinutes(15),
                        List.of(new GuardRails.AbortWhen(RegionRole.PASSIVE, ofSeconds(10)))),
                experiment.guardRails());
    }

    @Test
    void theTemplateIsKeptAsItStands() {
        Experiment experiment = ExperimentFile.parse("x.yaml", resource("design-experiment.yaml"));

        var fault = assertInstanceOf(Fault.Inline.class, experiment.fault());
        assertEquals(RegionRole.ACTIVE, fault.region());
        assertEquals(
                List.of("targets", "actions", "stopConditions"),
                List.copyOf(fault.template().keySet()));
        assertEquals(
                Map.of(
                        "blackhole",
                        Map.of(
                                "actionId",
                                "aws:network:disrupt-connectivity",
                                "parameters",
                                Map.of("scope", "all", "duration", "PT5M"),
                                "targets",
                                Map.of("Subnets", "entrySubnets"))),
                fault.template().get("actions"));
    }

    @Test
    void whatIsLeftOutGetsItsDefault() {
        assertEquals(
                new Experiment(
                        "Least",
                        "Nothing but what must be said.",
                        "e.yaml",
                        new Good(ofSeconds(1), new Share(0.99), ofSeconds(1), ofSeconds(15)),
                        List.of(
                                new SteadyState.Served(
                                        RegionRole.ACTIVE, new Share(0.999), ofSeconds(10))),
                        new LoadProfile(
                                10,
                                new Share(0.25),
                                ofSeconds(2),
                                new Share(0.5),
                                new LoadDns("authoritative", 64, Behaviour.TTL, Family.IPV4)),
                        new Fault.Nothing(),
                        new Timeline(ofSeconds(20), ofMinutes(1), ofMinutes(2)),
                        List.of(new Budget.LostWrites(0)),
                        new GuardRails(ofMinutes(15), List.of())),
                ExperimentFile.parse("x.yaml", LEAST));
    }

    @Test
    void usersMayAskForIpv6() {
        String text = LEAST.replace("{rate: 10/s}", "{rate: 10/s, dns: {family: ipv6}}");
        assertEquals(
                new LoadDns("authoritative", 64, Behaviour.TTL, Family.IPV6),
                ExperimentFile.parse("x.yaml", text).load().dns());
    }

    @Test
    void productionMayBeDeclared() {
        String text = LEAST.replace("{rate: 10/s}", "{rate: 10/s, production: {writes: 500/s}}");

        assertEquals(
                Optional.of(new Production(500)),
                ExperimentFile.parse("x.yaml", text).production());
        assertEquals(Optional.empty(), ExperimentFile.parse("x.yaml", LEAST).production());
    }

    @Test
    void dnsFlipsAreWrittenInThreeWays() {
        assertEquals(
                List.of(new Budget.DnsFlip(ofSeconds(45), "authoritative")),
                budgets("dnsFlip: 45s"));
        assertEquals(
                List.of(new Budget.DnsFlip(ofSeconds(45), "office")),
                budgets("dnsFlip: {limit: 45s, vantage: office}"));
        assertEquals(
                List.of(new Budget.DnsFlip(ofSeconds(45), "authoritative")),
                budgets("dnsFlip: {limit: 45s}"));
        assertEquals(
                List.of(
                        new Budget.DnsFlip(ofSeconds(45), "authoritative"),
                        new Budget.DnsFlip(ofMillis(50_500), "office")),
                budgets("dnsFlip: {authoritative: 45s, office: 50.5s}"));
    }

    @Test
    void aRecoveryTimeAloneMeansAllClients() {
        assertEquals(
                List.of(new Budget.RecoveryTime(ofSeconds(40), Share.ALL)),
                budgets("recoveryTime: 40s"));
        assertEquals(
                List.of(new Budget.RecoveryTime(ofSeconds(40), new Share(0.9))),
                budgets("recoveryTime: {limit: 40s, clients: 0.9}"));
    }

    @Test
    void aDroppedShareIsOfTheFaultsLengthWithoutARecoveryTime() {
        assertEquals(
                List.of(new Budget.DroppedShare(new Share(0.2), ofMinutes(1))),
                budgets("droppedRequests: {share: 20%}"));
    }

    @Test
    void aTemplateThatExistsIsNamedByItsId() {
        String text =
                LEAST.replace("fault: none", "fault: {region: passive, fis: {templateId: EXT12}}");

        assertEquals(
                new Fault.Existing(RegionRole.PASSIVE, "EXT12"),
                ExperimentFile.parse("x.yaml", text).fault());
    }

    private static List<Budget> budgets(String budgets) {
        return ExperimentFile.parse("x.yaml", LEAST.replace("lostWrites: 0", budgets)).budgets();
    }

    static String resource(String name) {
        try (InputStream text =
                Objects.requireNonNull(ExperimentFileTest.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void readsHowTheLoadIsSent() {
        String sent =
                """
                  rate: 10/s
                  profile: {steps: [{rate: 2.5/s, for: 30s}, {rate: 5/s, for: 1m}]}
                  arrivals: poisson
                  seed: 7
                  timeout: {connect: 500ms}
                  protocol: http/2
                  payload: 512
                  headers: {X-Tenant: blackstart, Authorization: '${env:TOKEN}'}
                  warmUp: 6s
                """;
        LoadProfile load =
                ExperimentFile.parse(
                                "x.yaml", LEAST.replace("load: {rate: 10/s}", "load:\n" + sent))
                        .load();
        assertEquals(ofSeconds(2), load.timeout());
        assertEquals(
                new Sending(
                        List.of(
                                new RateProfile.Stage(ofSeconds(30), 2.5, 2.5),
                                new RateProfile.Stage(ofSeconds(60), 5, 5)),
                        new Sending.Arrivals.Poisson(7),
                        java.time.Duration.ofMillis(500),
                        Sending.Protocol.HTTP_2,
                        512,
                        Map.of("X-Tenant", "blackstart", "Authorization", "${env:TOKEN}"),
                        ofSeconds(6)),
                load.sending());
    }

    @Test
    void aRampEndsAtTheRateAndLastsTenSeconds() {
        String ramp = "load: {rate: 10/s, timeout: 700ms, profile: {ramp: {from: 1/s}}}";
        LoadProfile load =
                ExperimentFile.parse("x.yaml", LEAST.replace("load: {rate: 10/s}", ramp)).load();
        assertEquals(List.of(new RateProfile.Stage(ofSeconds(10), 1, 10)), load.sending().stages());
        assertEquals(java.time.Duration.ofMillis(700), load.sending().connectTimeout());
    }
}
