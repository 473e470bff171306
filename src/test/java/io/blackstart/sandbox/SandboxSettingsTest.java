package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.lease.LeaseTerms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

class SandboxSettingsTest {
    @Test
    void anEmptySectionMeansTheDefaults() {
        assertEquals(
                new SandboxSettings(
                        1,
                        false,
                        true,
                        Duration.ofMillis(45),
                        new LeaseTerms(Duration.ofSeconds(3)),
                        Optional.empty(),
                        60,
                        10,
                        3,
                        Duration.ofMillis(500),
                        false),
                SandboxSettings.parse("{}"));
    }

    @Test
    void everyKeyIsRead() {
        assertEquals(
                new SandboxSettings(
                        10,
                        true,
                        false,
                        Duration.ofMillis(20),
                        new LeaseTerms(Duration.ofSeconds(1)),
                        Optional.of(Path.of("/tmp/truth.json")),
                        30,
                        30,
                        2,
                        Duration.ofSeconds(2),
                        true),
                SandboxSettings.parse(
                        """
                        {"speed": 10, "replication": "synchronous", "promotion": "broken",
                         "wanDelay": "20ms", "lease": "1s", "truth": "/tmp/truth.json", "ttl": 30,
                         "interval": 30, "threshold": 2, "propagation": "2s",
                         "blackholeInterval": "endToStart"}\
                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"sped": 10}                     | sped
                    {"speed": "10"}                  | a whole number
                    {"speed": 0}                     | from 1 to 100, not 0
                    {"replication": "semi"}          | asynchronous or synchronous
                    {"lease": "3 seconds"}           | such as "3s"
                    {"lease": 3}                     | such as "3s"
                    {"lease": "449ms"}               | ten times wanDelay
                    {"lease": "299ms"}               | at least
                    {"interval": 20}                 | 10 or 30, not 20
                    {"threshold": 11}                | from 1 to 10, not 11
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
