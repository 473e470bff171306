package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.SandboxSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The schema of the {@code sandbox:} section against the sandbox's own reader, which shares no code
 * with it.
 */
class SandboxSectionTest {
    private static final String KNOWS = "; it knows ";
    private static final String MUST_BE = "; it must be ";

    @Test
    void bothReadersKnowTheSameKeys() throws IOException {
        String refusal = refusal("{\"nonsense\": 1}");

        assertEquals(
                String.join(", ", new TreeSet<>(properties().propertyNames())),
                refusal.substring(refusal.indexOf(KNOWS) + KNOWS.length()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void bothReadersKnowTheSameWords(String key) throws IOException {
        JsonNode property = properties().path(key);
        if (!property.path("type").asString("").equals("string") || !property.has("enum")) {
            return;
        }
        String refusal = refusal("{\"" + key + "\": \"nonsense\"}");
        List<String> words = new ArrayList<>();
        property.path("enum").forEach(word -> words.add(word.asString()));

        assertEquals(
                String.join(" or ", words),
                refusal.substring(refusal.indexOf(MUST_BE) + MUST_BE.length()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void whatTheSchemaCallsTheDefaultIsTheSandboxs(String key) throws IOException {
        JsonNode property = properties().path(key);
        if (!property.has("default")) {
            assertTrue(
                    List.of("truth", "usersBlocked", "checkersBlocked").contains(key),
                    key + " has no default");
            return;
        }
        assertEquals(
                read(surroundings(key)),
                read(surroundings(key) + key + ": " + property.path("default").asString()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyDurationReachesTheSandboxHoweverItIsWritten(String key) throws IOException {
        if (!properties().path(key).path("$ref").asString("").matches(".*/(span|duration)")) {
            return;
        }
        // short enough for the WAN, of which the lease has to be ten times; long enough for a lease
        String length = key.startsWith("wan") ? "0.25" : "2.5";

        String given = surroundings(key) + key + ": ";
        assertEquals(read(given + length + "s"), read(given + "PT" + length + "S"));
        assertNotEquals(read(surroundings(key)), read(given + length + "s"));
    }

    /** What has to be set for a key to have an effect. */
    private static String surroundings(String key) {
        return List.of("scaleOut", "pilotRequests").contains(key) ? "standby: pilotLight, " : "";
    }

    @Test
    void aLongDurationReachesTheSandboxToo() {
        SandboxSettings hours = read("standby: pilotLight, scaleOut: 720h");
        assertEquals(hours, read("standby: pilotLight, scaleOut: 43200m"));
        assertEquals(720, hours.application().scaleOut().toHours());
    }

    @Test
    void everythingAtOnceReachesTheSandbox() {
        SandboxSettings settings =
                read(
                        "speed: 10, truth: t.json, ttl: 300, interval: 30, threshold: 10,"
                                + " propagation: 2s, blackholeInterval: endToStart, records: alias,"
                                + " primaryCheck: false, secondaryCheck: false,"
                                + " evaluateTargetHealth: false, aaaa: primaryOnly, health:"
                                + " shallow, standby: pilotLight, scaleOut: 2m, pilotRequests: 3,"
                                + " standbyUses: theOthers, errorRate: 0.001, replication: stopped,"
                                + " replicationDelay: 1s, promotion: automatic, promotionDelay: 1m,"
                                + " fencing: false, comeback: writerAgain, topology: plain,"
                                + " wanDelay: 10ms, wanJitter: 5ms, usersBlocked: [me-south-1],"
                                + " checkersBlocked: [eu-central-1]");

        assertEquals(0.001, settings.application().errorRate());
        assertEquals(SandboxSettings.Data.Topology.PLAIN, settings.data().topology());
        assertTrue(settings.data().lease().isEmpty());
        assertEquals(List.of("me-south-1"), List.copyOf(settings.wan().usersBlocked()));
    }

    static List<String> keys() throws IOException {
        List<String> keys = List.copyOf(properties().propertyNames());
        assertTrue(keys.size() >= 30, keys.toString());
        return keys;
    }

    /** What the sandbox understands of a section that the environment's reader has read. */
    private static SandboxSettings read(String entries) {
        var file =
                EnvironmentFile.parse(
                        "x.yaml", "apiVersion: blackstart/v1\nsandbox: {" + entries + "}\n");
        return SandboxSettings.parse(
                assertInstanceOf(EnvironmentFile.OfSandbox.class, file).section().json());
    }

    private static String refusal(String json) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> SandboxSettings.parse(json))
                        .getMessage());
    }

    private static JsonNode properties() throws IOException {
        try (InputStream text =
                Objects.requireNonNull(
                        SandboxSectionTest.class.getResourceAsStream("environment.schema.json"))) {
            return JsonMapper.shared().readTree(text).at("/properties/sandbox/properties");
        }
    }
}
