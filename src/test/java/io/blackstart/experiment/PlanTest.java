package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PlanTest {
    private static final String EXPERIMENT = BrokenExperimentsTest.RIGHT;
    private static final String ENVIRONMENT = BrokenEnvironmentsTest.RIGHT;

    @Test
    void whatFitsIsKeptAsItIs() {
        Plan plan = plan(EXPERIMENT, ENVIRONMENT, 10);

        assertEquals(ExperimentFile.parse("x.yaml", EXPERIMENT), plan.experiment());
        assertEquals("r-1", plan.runId());
        assertEquals(10, plan.speed());
    }

    @Test
    void vantagePointsMustBeThere() {
        String environment =
                ENVIRONMENT
                        .replace("authoritative: ['127.0.53.1:8053'], ", "")
                        .replace("office", "far");

        assertEquals(
                List.of(
                        "x.yaml:13:14: load.dns.via: \"office\" is no vantage point of the"
                                + " environment; right would be far",
                        "x.yaml:31:12: budgets.dnsFlip: \"authoritative\" is no vantage point of"
                                + " the environment; right would be far"),
                refused(EXPERIMENT, environment, 10));
        assertEquals(
                List.of(
                        "x.yaml:31:33: budgets.dnsFlip.vantage: \"moon\" is no vantage point of the"
                                + " environment; right would be authoritative or office"),
                refused(
                        EXPERIMENT.replace("dnsFlip: 6s", "dnsFlip: {limit: 6s, vantage: moon}"),
                        ENVIRONMENT,
                        10));
        assertEquals(
                List.of(
                        "x.yaml:31:31: budgets.dnsFlip.moon: \"moon\" is no vantage point of the"
                                + " environment; right would be authoritative or office"),
                refused(
                        EXPERIMENT.replace("dnsFlip: 6s", "dnsFlip: {office: 6s, moon: 7s}"),
                        ENVIRONMENT,
                        10));
    }

    @Test
    void keysNeedAServiceThatTakesThem() {
        List<String> refused =
                refused(
                        EXPERIMENT
                                .replace(
                                        "connections: {fresh: 50%, pooled: 50%}",
                                        "clients: [{name: a, share: 100%, idempotencyKey: true}]")
                                .replace("lostWrites: 20", "duplicatedWrites: 0"),
                        ENVIRONMENT,
                        10);

        assertEquals(
                List.of(
                        "x.yaml:12:36: load.clients[0].idempotencyKey: the environment does not say"
                                + " how a write carries a key; right would be"
                                + " service.write.withKey there, or to leave it out"),
                refused);
    }

    @Test
    void writesNeedAServiceThatTakesThem() {
        String environment = without(ENVIRONMENT, "  write:");

        assertEquals(
                List.of(
                        "x.yaml:8:13: steadyState[1].probe: replication is seen by writing and"
                                + " reading: the environment has no service.write; right would be"
                                + " to state it there",
                        "x.yaml:11:11: load.writes: 25% cannot be sent: the environment has no"
                                + " service.write; right would be to state it there, or writes:"
                                + " 0%"),
                refused(EXPERIMENT, environment, 10));
    }

    @Test
    void lostWritesNeedSurvivors() {
        assertEquals(
                List.of(
                        "x.yaml:30:3: budgets.lostWrites",
                        "x.yaml:32:14: budgets.failback.lostWrites"),
                refused(EXPERIMENT, without(ENVIRONMENT, "  survivors:"), 10).stream()
                        .map(line -> line.substring(0, line.indexOf(": lost writes cannot")))
                        .toList());
    }

    @Test
    void probesOfOneRegionNeedItsEndpoint() {
        assertEquals(
                List.of(
                        "x.yaml:8:13: steadyState[1].probe",
                        "x.yaml:33:51: guardRails.abortWhen[0].probe"),
                refused(EXPERIMENT, without(ENVIRONMENT, "  endpoints:"), 10).stream()
                        .map(line -> line.substring(0, line.indexOf(": a region cannot")))
                        .toList());
    }

    @Test
    void faultsNeedAnAccount() {
        String bare = without(ENVIRONMENT, "  fault:");
        assertEquals(
                List.of(
                        "x.yaml:14:1: fault: needs a role for FIS; right would be"
                                + " accounts.fault.fisRoleArn in the environment, or"
                                + " fault.fis.roleArn here"),
                refused(EXPERIMENT, bare, 10));
        String existing =
                EXPERIMENT.substring(0, EXPERIMENT.indexOf("    targets:"))
                        + "    templateId: EXT1\n"
                        + EXPERIMENT.substring(EXPERIMENT.indexOf("failover:"));
        assertEquals(
                List.of(
                        "x.yaml:14:1: fault: needs an account to break things in; right would be"
                                + " accounts.fault in the environment, such as {profile: gameday}"),
                refused(existing, bare, 10));
        assertEquals(10, plan(existing, ENVIRONMENT, 10).speed());
    }

    @Test
    void faultsMustNotEndByThemselvesBeforeTheyAreMended() {
        String exactly = EXPERIMENT.replace("duration: PT5M", "duration: PT200S");
        assertEquals(10, plan(exactly, ENVIRONMENT, 10).speed());
        assertEquals(
                List.of(
                        "x.yaml:22:44: fault.fis.actions.blackhole.parameters.duration: PT3M19S on"
                                + " the cloud's clock ends the fault after 19900ms at speed 10,"
                                + " before timeline.fault (20s); right would be at least PT3M20S"),
                refused(EXPERIMENT.replace("duration: PT5M", "duration: PT199S"), ENVIRONMENT, 10));
        assertEquals(
                List.of(
                        "x.yaml:22:44: fault.fis.actions.blackhole.parameters.duration: PT1M on the"
                                + " cloud's clock ends the fault after 1m, before timeline.fault"
                                + " (61s); right would be at least PT1M1S"),
                refused(
                        EXPERIMENT
                                .replace("duration: PT5M", "duration: PT1M")
                                .replace("fault: 20s", "fault: 61s"),
                        ENVIRONMENT,
                        1));
    }

    @Test
    void actionsInARowLastTogether() {
        String row =
                EXPERIMENT.replace(
                        "      blackhole:\n",
                        """
                              first: {actionId: a, parameters: {duration: PT100S}}
                              wait: {actionId: 'aws:fis:wait', parameters: {duration: PT1H}}
                              blackhole:
                                startAfter: [first]
                        """);

        assertEquals(10, plan(row.replace("PT5M", "PT100S"), ENVIRONMENT, 10).speed());
        assertEquals(1, refused(row.replace("PT5M", "PT99S"), ENVIRONMENT, 10).size());
    }

    @Test
    void theTemplateIsSentAsItStandsWithWhatItLeavesOut() {
        Plan plan = plan(EXPERIMENT, ENVIRONMENT, 10);
        var fault = (Fault.Inline) plan.experiment().fault();

        Map<String, Object> body = FisTemplate.body(fault, plan);

        assertEquals(
                List.of("targets", "actions", "stopConditions", "description", "roleArn", "tags"),
                List.copyOf(body.keySet()));
        fault.template().forEach((key, value) -> assertEquals(value, body.get(key)));
        assertEquals("Drill", body.get("description"));
        assertEquals("arn:aws:iam::123456789012:role/fis", body.get("roleArn"));
        assertEquals(Map.of("blackstart", "r-1"), body.get("tags"));
        assertEquals(
                """
                {
                  "targets" : {
                    "entrySubnets" : {
                      "resourceType" : "aws:ec2:subnet",
                      "resourceTags" : {
                        "tier" : "entry"
                      },
                      "selectionMode" : "ALL"
                    }
                  },
                  "actions" : {
                    "blackhole" : {
                      "actionId" : "aws:network:disrupt-connectivity",
                      "parameters" : {
                        "scope" : "all",
                        "duration" : "PT5M"
                      },
                      "targets" : {
                        "Subnets" : "entrySubnets"
                      }
                    }
                  },
                  "stopConditions" : [ {
                    "source" : "none"
                  } ],
                  "description" : "Drill",
                  "roleArn" : "arn:aws:iam::123456789012:role/fis",
                  "tags" : {
                    "blackstart" : "r-1"
                  }
                }\
                """,
                FisTemplate.json(fault, plan));
    }

    @Test
    void whatTheTemplateSaysIsNotChanged() {
        String own =
                EXPERIMENT.replace(
                        "    stopConditions:",
                        """
                            description: Mine
                            roleArn: arn:aws:iam::123456789012:role/mine
                            tags: {team: edge}
                            stopConditions:\
                        """);
        Plan plan = plan(own, ENVIRONMENT, 10);
        var fault = (Fault.Inline) plan.experiment().fault();

        Map<String, Object> body = FisTemplate.body(fault, plan);

        assertEquals("Mine", body.get("description"));
        assertEquals("arn:aws:iam::123456789012:role/mine", body.get("roleArn"));
        assertEquals(Map.of("team", "edge", "blackstart", "r-1"), body.get("tags"));
    }

    @Test
    void onlyAnAlarmIsAStopCondition() {
        String alarm =
                EXPERIMENT.replace(
                        "[{source: none}]",
                        "[{source: 'aws:cloudwatch:alarm', value: 'arn:aws:cloudwatch:a'}]");

        assertFalse(FisTemplate.stopsOnAlarm(inline(EXPERIMENT)));
        assertTrue(FisTemplate.stopsOnAlarm(inline(alarm)));
    }

    private static Fault.Inline inline(String experiment) {
        return (Fault.Inline) ExperimentFile.parse("x.yaml", experiment).fault();
    }

    private static List<String> refused(String experiment, String environment, int speed) {
        var refused = assertThrows(InvalidFile.class, () -> plan(experiment, environment, speed));
        return refused.problems().stream().map(InvalidFile.Problem::toString).toList();
    }

    private static Plan plan(String experiment, String environment, int speed) {
        var complete = (EnvironmentFile.Complete) EnvironmentFile.parse("e.yaml", environment);
        return Plan.of(
                "r-1",
                "x.yaml",
                experiment,
                ExperimentFile.parse("x.yaml", experiment),
                complete.environment(),
                complete.json(),
                "other",
                speed);
    }

    /** A text without the one line that begins so. */
    private static String without(String text, String begin) {
        return text.replaceAll("(?m)^" + begin + ".*\n", "");
    }
}
