package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Every row breaks a right file in one way; the answer is compared whole, place included. */
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

    @ParameterizedTest(name = "{1}")
    @MethodSource("rows")
    void everyProblemIsNamedWhereItStands(String right, String wrong, List<String> expected) {
        assertTrue(RIGHT.contains(right), right);

        var refused =
                assertThrows(
                        InvalidFile.class,
                        () -> ExperimentFile.parse("x.yaml", RIGHT.replace(right, wrong)));

        assertEquals(
                String.join("\n", expected).indent(2),
                String.join(
                                "\n",
                                refused.problems().stream()
                                        .map(problem -> problem.toString().substring(7))
                                        .toList())
                        .indent(2));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "blackstart/v1",
                        "blackstart/v2",
                        "1:13: apiVersion: \"blackstart/v2\" is not blackstart/v1"),
                row(
                        "apiVersion: blackstart/v1",
                        "version: 1",
                        "1:1: apiVersion is missing; right would be blackstart/v1",
                        "1:1: version: unknown key; known here: apiVersion, name,"
                                + " hypothesis, environment, good, steadyState, load, fault,"
                                + " failover, timeline, return, budgets, guardRails"),
                row(
                        "name: Drill",
                        "name: ''",
                        "2:7: name: \"\" is not a text of at least one letter"),
                row(
                        "name: Drill",
                        "nmae: Drill",
                        "1:1: name is missing; right would be a text of at least one letter",
                        "2:1: nmae: unknown key; did you mean name?"),
                row(
                        "name: Drill",
                        "name: Drill\nname: Twice",
                        "3:1: name: this key stands twice; it has a value on line 2"
                                + " already, take one of them away"),
                row(
                        "hypothesis: It fails over.",
                        "hypothesis: [a, b]",
                        "3:13: hypothesis: a list is not a text of at least one letter"),
                row(
                        "environment: e.yaml",
                        "environment:",
                        "4:13: environment: no value stands behind this key; right"
                                + " would be a text of at least one letter"),
                row(
                        "latency: 1s",
                        "latency: 1",
                        "5:17: good.latency: 1 is not a duration above 0, such as"
                                + " 150s, 2m30s or PT150S; did you mean 1s?"),
                row(
                        "latency: 1s",
                        "latency: 0s",
                        "5:17: good.latency: \"0s\" is not a duration above 0, such"
                                + " as 150s, 2m30s or PT150S"),
                row(
                        "share: 99%",
                        "share: 99",
                        "5:28: good.share: 99 is not a share above 0% up to 100%,"
                                + " such as 99.9% or 0.999; did you mean 99%?"),
                row(
                        "window: 1s",
                        "window: 1 sec",
                        "5:41: good.window: \"1 sec\" is not a duration above 0, such"
                                + " as 150s, 2m30s or PT150S; did you mean 1s?"),
                row(
                        "hold: 5s",
                        "hold: 10s",
                        "26:34: timeline.fault: 20s is too short for"
                                + " budgets.recoveryTime; right would be at least 25s (its"
                                + " limit and good.hold)"),
                row(
                        "probe: service",
                        "probe: servce",
                        "7:13: steadyState[0].probe: \"servce\" is not one of"
                                + " service, replication; did you mean service?"),
                row(
                        "region: active, share",
                        "region: me-south-1, share",
                        "7:39: steadyState[0].expect.region: \"me-south-1\" is not"
                                + " one of active, passive"),
                row(
                        "for: 5s",
                        "for: 11s",
                        "7:66: steadyState[0].expect.for: 11s is longer than the"
                                + " baseline; right would be at most 10s (timeline.baseline)"),
                row(
                        "expect: {lagAtMost: 1s}",
                        "expect: {lag: 1s}",
                        "8:26: steadyState[1].expect: lagAtMost is missing; right"
                                + " would be a duration above 0, such as 150s, 2m30s or PT150S",
                        "8:35: steadyState[1].expect.lag: unknown key; did you mean"
                                + " lagAtMost?"),
                row(
                        "rate: 200/s",
                        "rate: 200",
                        "10:9: load.rate: 200 is not a rate from 0.1/s to 10000/s,"
                                + " such as 200/s; did you mean 200/s?"),
                row(
                        "rate: 200/s",
                        "rate: 0/s",
                        "10:9: load.rate: \"0/s\" is not a rate from 0.1/s to"
                                + " 10000/s, such as 200/s"),
                row(
                        "rate: 200/s",
                        "rate: fast",
                        "10:9: load.rate: \"fast\" is not a rate from 0.1/s to"
                                + " 10000/s, such as 200/s"),
                row(
                        "writes: 25%",
                        "writes: 0%",
                        "30:3: budgets.lostWrites: nothing is written (load.writes is"
                                + " 0%), so nothing could be lost; right would be load.writes"
                                + " above 0%, or no such budget",
                        "32:14: budgets.failback.lostWrites: nothing is written"
                                + " (load.writes is 0%), so nothing could be lost; right would"
                                + " be load.writes above 0%, or no such budget"),
                row(
                        "writes: 25%",
                        "writes: 125%",
                        "11:11: load.writes: \"125%\" is not a share from 0% to 100%,"
                                + " such as 99.9% or 0.999"),
                row(
                        "fresh: 50%, pooled: 50%",
                        "fresh: 50%, pooled: 60%",
                        "12:37: load.connections.pooled: 60% and 50% fresh are not"
                                + " 100% together; right would be 50%"),
                row(
                        "caches: 64",
                        "caches: 0",
                        "13:30: load.dns.caches: 0 is not a whole number from 1 to 1024"),
                row(
                        "caches: 64",
                        "caches: 2000",
                        "13:30: load.dns.caches: 2000 is not a whole number from 1 to 1024"),
                row(
                        "behaviour: ttl",
                        "behaviour: jvm",
                        "13:45: load.dns.behaviour: \"jvm\" is not supported by this"
                                + " version; ttl, pinned, none are"),
                row(
                        "behaviour: ttl",
                        "behaviour: pined",
                        "13:45: load.dns.behaviour: \"pined\" is not one of ttl,"
                                + " pinned, none; did you mean pinned?"),
                row(
                        "rate: 200/s",
                        "rate: *shared",
                        "10:9: *shared is a YAML alias, which is not supported; right"
                                + " would be the value itself"),
                row(
                        "  fis:\n    targets:",
                        "  fi:\n    targets:",
                        "14:1: fault: fis is missing; right would be a template of"
                                + " AWS FIS, or {templateId: EXT…}",
                        "16:3: fault.fi: unknown key; did you mean fis?"),
                row(
                        "selectionMode: ALL",
                        "selectionMode: SOME",
                        "18:98: fault.fis.targets.entrySubnets.selectionMode:"
                                + " \"SOME\" is not ALL, COUNT(n) or PERCENT(n)"),
                row(
                        "resourceTags: {tier: entry}",
                        "resourceTags: {tier: entry}, resourceArns: ['arn:x']",
                        "18:54: fault.fis.targets.entrySubnets.resourceTags: stands"
                                + " beside resourceArns, which FIS refuses; right would be one"
                                + " of them"),
                row(
                        "actionId: aws:network:disrupt-connectivity",
                        "action: aws:network:disrupt-connectivity",
                        "20:7: fault.fis.actions.blackhole: actionId is missing;"
                                + " right would be the id of an action, such as"
                                + " aws:network:disrupt-connectivity",
                        "21:9: fault.fis.actions.blackhole.action: unknown key; did"
                                + " you mean actionId?"),
                row(
                        "scope: all, duration: PT5M",
                        "scope: all, duration: 5m",
                        "22:44: fault.fis.actions.blackhole.parameters.duration:"
                                + " \"5m\" is not a duration for the cloud in ISO 8601 from 1"
                                + " minute to 12 hours, such as PT5M; did you mean PT5M?"),
                row(
                        "scope: all, duration: PT5M",
                        "scope: all, duration: PT30S",
                        "22:44: fault.fis.actions.blackhole.parameters.duration:"
                                + " PT30S is refused by FIS; right would be PT1M to PT12H, on"
                                + " the cloud's clock"),
                row(
                        "scope: all, duration: PT5M",
                        "percent: 50, duration: PT5M",
                        "22:31: fault.fis.actions.blackhole.parameters.percent: 50 is"
                                + " not a text without blanks; did you mean '50'?"),
                row(
                        "Subnets: entrySubnets",
                        "Subnets: entrySubnet",
                        "23:28: fault.fis.actions.blackhole.targets.Subnets:"
                                + " \"entrySubnet\" does not stand in fault.fis.targets; did"
                                + " you mean entrySubnets?"),
                row(
                        "[{source: none}]",
                        "[]",
                        "24:21: fault.fis.stopConditions: too few values; right would"
                                + " be at least 1"),
                row(
                        "[{source: none}]",
                        "[{source: 'aws:cloudwatch:alarm'}]",
                        "24:31: fault.fis.stopConditions[0].source: an alarm needs"
                                + " its ARN; right would be value: '<the alarm's ARN>'"),
                row(
                        "[{source: none}]",
                        "[{source: none}]\n    tags: {blackstart: mine}",
                        "25:12: fault.fis.tags.blackstart: each run sets this tag to"
                                + " its id; right would be to leave it out"),
                row(
                        "[{source: none}]",
                        "[{source: none}]\n    logConfiguration: {logSchemaVersion: }",
                        "25:41: fault.fis.logConfiguration: a key without a value;"
                                + " take it away or fill it in"),
                row(
                        "by: automatic",
                        "by: human",
                        "25:16: failover.by: \"human\" is not supported by this"
                                + " version; automatic is"),
                row(
                        "by: automatic",
                        "command: [failover.sh]",
                        "25:12: failover.command: is not supported by this version;"
                                + " by: automatic is"),
                row(
                        "policy: leave",
                        "policy: switchback",
                        "27:18: return.policy: \"switchback\" is not supported by"
                                + " this version; leave is"),
                row(
                        "fault: 20s",
                        "fault: 19s",
                        "26:34: timeline.fault: 19s is too short for"
                                + " budgets.recoveryTime; right would be at least 20s (its"
                                + " limit and good.hold)"),
                row(
                        "fault: 20s",
                        "fault: \"150 s\"",
                        "26:34: timeline.fault: \"150 s\" is not a duration above 0,"
                                + " such as 150s, 2m30s or PT150S; did you mean 150s?"),
                row(
                        "fault: 20s",
                        "fault: -20s",
                        "26:34: timeline.fault: \"-20s\" is not a duration above 0,"
                                + " such as 150s, 2m30s or PT150S"),
                row(
                        "dnsFlip: 6s",
                        "dnsFlip: 21s",
                        "26:34: timeline.fault: 20s is too short for budgets.dnsFlip"
                                + " (authoritative); right would be at least 21s"),
                row(
                        "dnsFlip: 6s",
                        "dnsFlip: {limit: 6s, vantge: office}",
                        "31:24: budgets.dnsFlip.vantge: unknown key; did you mean vantage?"),
                row(
                        "dnsFlip: 6s",
                        "dnsFlip: {office: soon}",
                        "31:21: budgets.dnsFlip.office: \"soon\" is not a duration"
                                + " above 0, such as 150s, 2m30s or PT150S"),
                row(
                        "recoveryTime: {",
                        "recoverTime: {",
                        "29:3: budgets.recoverTime: unknown key; did you mean recoveryTime?"),
                row(
                        "clients: 100%",
                        "clients: 0%",
                        "29:39: budgets.recoveryTime.clients: \"0%\" is not a share"
                                + " above 0% up to 100%, such as 99.9% or 0.999"),
                row(
                        "lostWrites: 20",
                        "lostWrites: -1",
                        "30:15: budgets.lostWrites: -1 is not a whole number from 0"
                                + " on, such as 10"),
                row(
                        "lostWrites: 20",
                        "lostWrites: 2.5",
                        "30:15: budgets.lostWrites: 2.5 is not a whole number from 0"
                                + " on, such as 10"),
                row(
                        "lostWrites: 20",
                        "lostWrites: many",
                        "30:15: budgets.lostWrites: \"many\" is not a whole number"
                                + " from 0 on, such as 10"),
                row(
                        "failback: {lostWrites: 0, droppedRequests: 0}",
                        "failback: {}",
                        "32:3: budgets.failback: nothing stands below it; right would"
                                + " be at least one of lostWrites, droppedRequests"),
                row(
                        "maxDuration: 2m",
                        "maxDuration: 30s",
                        "33:27: guardRails.maxDuration: 30s is shorter than the"
                                + " timeline; right would be at least 40s"),
                row(
                        "probe: standby",
                        "probe: everyone",
                        "33:51: guardRails.abortWhen[0].probe: \"everyone\" is not"
                                + " one of active, passive, standby"),
                row(
                        "name: Drill",
                        "name: Drill: again",
                        "2:12: the file cannot be read: mapping values are not"
                                + " allowed here; a text with a colon and a blank stands in"
                                + " quotes"),
                row(
                        "budgets:\n  recoveryTime: {limit: 15s, clients: 100%}\n "
                                + " lostWrites: 20\n  dnsFlip: 6s\n  failback: {lostWrites: 0,"
                                + " droppedRequests: 0}\n",
                        "budgets: {}\n",
                        "28:1: budgets: nothing stands below it; right would be at"
                                + " least one of recoveryTime, recoveryPoint, lostWrites,"
                                + " dnsFlip, droppedRequests, detection, failback"),
                row(
                        "budgets:\n  recoveryTime: {limit: 15s, clients: 100%}\n "
                                + " lostWrites: 20\n  dnsFlip: 6s\n  failback: {lostWrites: 0,"
                                + " droppedRequests: 0}\n",
                        "",
                        "1:1: budgets is missing; right would be at least one budget,"
                                + " such as recoveryTime: 150s"),
                row(
                        "hypothesis: It fails over.\nenvironment: e.yaml\ngood: {latency: 1s,",
                        "hypothesis: 7\nenvironment: e.yaml\ngood: {latncy: 1s,",
                        "3:13: hypothesis: 7 is not a text of at least one letter;"
                                + " did you mean '7'?",
                        "5:8: good.latncy: unknown key; did you mean latency?"),
                row(
                        "unhealthyFor: 10s}]}\n",
                        "unhealthyFor: 10s}]}\n---\nname: Second\n",
                        "35:1: a second document begins; right would be one document"
                                + " in each file"),
                row(
                        "lostWrites: 20",
                        "lostWrites: 1e20",
                        "30:15: 1e20 is too large a number; right would be at most 10^15"),
                row(
                        "lostWrites: 20",
                        "lostWrites: 99999999999999999999",
                        "30:15: 99999999999999999999 is too large a number; right"
                                + " would be at most 10^15"));
    }

    private static Arguments row(String right, String wrong, String... expected) {
        return Arguments.of(right, wrong, List.of(expected));
    }
}
