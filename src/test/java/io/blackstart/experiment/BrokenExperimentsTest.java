package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/**
 * {@code broken-experiments.txt} breaks a right file in many ways; each answer is compared whole,
 * place included.
 */
class BrokenExperimentsTest {
    static final String RIGHT =
            """
            apiVersion: blackstart/v1
            name: Drill
            hypothesis: It fails over.
            environment: e.yaml
            good: {latency: 1s, share: 99%, window: 1s, hold: 5s}
            steadyState:
              - {probe: service, expect: {region: active, share: 99.9%, for: 5s}}
              - {probe: replication, expect: {lagAtMost: 1s}}
            load:
              rate: 200/s
              writes: 25%
              connections: {fresh: 50%, pooled: 50%}
              dns: {via: office, caches: 64, behaviour: ttl}
            fault:
              region: active
              fis:
                targets:
                  entrySubnets: {resourceType: 'aws:ec2:subnet', resourceTags: {tier: entry}, selectionMode: ALL}
                actions:
                  blackhole:
                    actionId: aws:network:disrupt-connectivity
                    parameters: {scope: all, duration: PT5M}
                    targets: {Subnets: entrySubnets}
                stopConditions: [{source: none}]
            failover: {by: automatic}
            timeline: {baseline: 10s, fault: 20s, after: 10s}
            return: {policy: leave}
            budgets:
              recoveryTime: {limit: 15s, clients: 100%}
              lostWrites: 20
              dnsFlip: 6s
              failback: {lostWrites: 0, droppedRequests: 0}
            guardRails: {maxDuration: 2m, abortWhen: [{probe: standby, unhealthyFor: 10s}]}
            """;

    @Test
    void theFileThatIsBrokenHereIsRight() {
        assertEquals("Drill", ExperimentFile.parse("x.yaml", RIGHT).name());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyProblemIsNamedWhereItStands(BrokenFile broken) {
        var refused =
                assertThrows(
                        InvalidFile.class, () -> ExperimentFile.parse("x.yaml", broken.of(RIGHT)));

        assertEquals(broken.expected(), BrokenFile.lines(refused));
    }

    static List<BrokenFile> rows() {
        return BrokenFile.all("broken-experiments.txt");
    }
}
