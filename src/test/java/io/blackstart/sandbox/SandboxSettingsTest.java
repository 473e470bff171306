package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.SandboxSettings.Application;
import io.blackstart.sandbox.SandboxSettings.Data;
import io.blackstart.sandbox.SandboxSettings.Names;
import io.blackstart.sandbox.SandboxSettings.Wan;
import io.blackstart.sandbox.lease.LeaseTerms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

class SandboxSettingsTest {
    @Test
    void anEmptySectionMeansTheDefaults() {
        assertEquals(
                new SandboxSettings(
                        1,
                        Optional.empty(),
                        new Names(
                                60,
                                10,
                                3,
                                Duration.ofMillis(500),
                                Names.BlackholeInterval.START_TO_START,
                                Names.Records.ALIAS,
                                true,
                                true,
                                true,
                                Names.Aaaa.NONE),
                        new Application(
                                Application.Health.DEEP,
                                Application.Standby.FULL,
                                Duration.ofSeconds(60),
                                8,
                                Application.StandbyUses.OWN,
                                0,
                                Application.Idempotency.KEPT),
                        new Data(
                                Data.Replication.ASYNCHRONOUS,
                                Duration.ZERO,
                                Data.Promotion.AUTOMATIC,
                                Duration.ZERO,
                                Optional.of(new LeaseTerms(Duration.ofSeconds(3))),
                                Data.Comeback.LEFT,
                                Data.Topology.GLOBAL),
                        new Wan(Duration.ofMillis(45), Duration.ZERO, Set.of(), Set.of())),
                SandboxSettings.parse("{}"));
    }

    @Test
    void everyKeyIsRead() {
        assertEquals(
                new SandboxSettings(
                        10,
                        Optional.of(Path.of("/tmp/truth.json")),
                        new Names(
                                30,
                                30,
                                2,
                                Duration.ofSeconds(2),
                                Names.BlackholeInterval.END_TO_START,
                                Names.Records.ALIAS,
                                false,
                                false,
                                false,
                                Names.Aaaa.PRIMARY_ONLY),
                        new Application(
                                Application.Health.CROSS_REGION,
                                Application.Standby.PILOT_LIGHT,
                                Duration.ofSeconds(90),
                                2,
                                Application.StandbyUses.THE_OTHERS,
                                0.001,
                                Application.Idempotency.FORGOTTEN_AT_FAILOVER),
                        new Data(
                                Data.Replication.SYNCHRONOUS,
                                Duration.ofSeconds(5),
                                Data.Promotion.AUTOMATIC,
                                Duration.ofSeconds(20),
                                Optional.of(new LeaseTerms(Duration.ofSeconds(1))),
                                Data.Comeback.RESYNCHRONISED,
                                Data.Topology.PLAIN),
                        new Wan(
                                Duration.ofMillis(20),
                                Duration.ofMillis(5),
                                Set.of("me-south-1"),
                                Set.of("eu-central-1"))),
                SandboxSettings.parse(
                        """
                        {"speed": 10, "truth": "/tmp/truth.json", "ttl": 30, "interval": 30,
                         "threshold": 2, "propagation": "2s", "blackholeInterval": "endToStart",
                         "records": "alias", "primaryCheck": false, "secondaryCheck": false,
                         "evaluateTargetHealth": false, "aaaa": "primaryOnly",
                         "health": "crossRegion", "standby": "pilotLight", "scaleOut": "90s",
                         "pilotRequests": 2, "standbyUses": "theOthers", "errorRate": 0.001,
                         "idempotency": "forgottenAtFailover",
                         "replication": "synchronous", "replicationDelay": "5s",
                         "promotion": "automatic", "promotionDelay": "20s", "lease": "1s",
                         "fencing": true, "comeback": "resynchronised", "topology": "plain",
                         "wanDelay": "20ms", "wanJitter": "5ms", "usersBlocked": ["me-south-1"],
                         "checkersBlocked": ["eu-central-1"]}\
                        """));
    }

    @Test
    void withoutFencingThereIsNoLease() {
        assertEquals(
                Optional.empty(), SandboxSettings.parse("{\"fencing\": false}").data().lease());
    }

    @Test
    void wordsThatLeaveOtherSettingsUnheededAreRead() {
        SandboxSettings settings =
                SandboxSettings.parse("{\"records\": \"plain\", \"promotion\": \"broken\"}");
        assertEquals(Names.Records.PLAIN, settings.names().records());
        assertEquals(Data.Promotion.BROKEN, settings.data().promotion());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"sped": 10}                     | sped
                    {"speed": "10"}                  | a whole number
                    {"speed": 0}                     | from 1 to 100, not 0
                    {"replication": "semi"}          | asynchronous or synchronous or stopped
                    {"lease": "3 seconds"}           | such as "3s"
                    {"lease": 3}                     | such as "3s"
                    {"lease": "449ms"}               | ten times wanDelay
                    {"lease": "299ms"}               | at least
                    {"lease": "1s", "wanJitter": "56ms"}        | ten times wanDelay and wanJitter
                    {"fencing": false, "wanDelay": "301ms"}     | without fencing must be at least
                    {"fencing": false, "lease": "3s"}           | sandbox.lease has no effect
                    {"promotion": "broken", "promotionDelay": "0s"} | promotion is not automatic
                    {"promotion": "manual", "promotionDelay": "1s"} | promotion is not automatic
                    {"scaleOut": "60s"}                         | standby is not pilotLight
                    {"standby": "down", "pilotRequests": 8}     | standby is not pilotLight
                    {"records": "plain", "evaluateTargetHealth": true} | records is not alias
                    {"standby": "down", "standbyUses": "theOthers"} | nothing runs there
                    {"promotion": "manual", "topology": "plain"} | nobody could promote
                    {"interval": 20}                 | 10 or 30, not 20
                    {"threshold": 11}                | from 1 to 10, not 11
                    {"errorRate": 0.0101}            | errorRate must be from 0 to 0.01, not 0.0101
                    {"errorRate": -0.001}            | errorRate must be from 0 to 0.01, not -0.001
                    {"truth": ""}                    | a path
                    [1]                              | not an object
                    {                                | not JSON
                    """)
    void whatIsWrongIsRefusedWithASentence(String section, String part) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> SandboxSettings.parse(section));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains(part),
                () -> "says: " + refusal.getMessage());
    }
}
