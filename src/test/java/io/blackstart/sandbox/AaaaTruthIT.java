package io.blackstart.sandbox;

import static io.blackstart.sandbox.RunningSandbox.PATIENCE;
import static io.blackstart.sandbox.RunningSandbox.subnets;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Estate.Cut;
import io.blackstart.sandbox.Estate.Scope;
import io.blackstart.sandbox.Traffic.Tier;
import io.blackstart.sandbox.truth.TruthAccount;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** When each name server first answers the standby's IPv6 address, as asked and as taken down. */
class AaaaTruthIT {
    private static final List<String> OLD = List.of("0:0:0:0:0:ffff:127.0.10.1");
    private static final List<String> NEW = List.of("0:0:0:0:0:ffff:127.0.20.1");

    /** What one name server was seen to answer. */
    private static final class Watched {
        private final SimpleResolver resolver;
        private long oldUntil; // the last old answer's question left at this instant
        private long newFrom; // the first new answer was there at this instant

        Watched(InetSocketAddress server) {
            resolver = new SimpleResolver(server);
            resolver.setTimeout(Duration.ofSeconds(5));
        }

        boolean flipped() throws IOException {
            long asked = System.nanoTime();
            List<String> answer = ask();
            if (answer.equals(OLD)) {
                oldUntil = asked;
                return false;
            }
            assertEquals(NEW, answer);
            newFrom = System.nanoTime();
            return true;
        }

        private List<String> ask() throws IOException {
            Name name = Name.fromString(World.NAME, Name.root);
            Message query = Message.newQuery(Record.newRecord(name, Type.AAAA, DClass.IN));
            return resolver.send(query).getSection(Section.ANSWER).stream()
                    .map(Record::rdataToString)
                    .toList();
        }
    }

    @Test
    void eachNameServersFirstNewAnswerIsWhereTheTruthSays() throws Exception {
        try (RunningSandbox scene =
                RunningSandbox.open("{\"lease\": \"30s\", \"speed\": 50, \"aaaa\": \"paired\"}")) {
            List<Watched> servers = scene.nameServers().stream().map(Watched::new).toList();
            for (Watched server : servers) {
                await().atMost(PATIENCE).until(() -> !server.flipped());
            }
            try (Cut _ = scene.sandbox().estate().disrupt(subnets(Tier.ENTRY), Scope.ALL)) {
                for (Watched server : servers) {
                    await().atMost(PATIENCE)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(server::flipped);
                }
                List<Long> truth = flips(scene);
                assertEquals(4, truth.size());
                for (int i = 0; i < truth.size(); i++) {
                    Watched seen = servers.get(i);
                    long flip = truth.get(i);
                    assertTrue(
                            seen.oldUntil < flip && flip < seen.newFrom,
                            "server " + i + ": " + seen.oldUntil + " " + flip + " " + seen.newFrom);
                }
            }
        }
    }

    /** The instants of the first new AAAA answer, in the order of the servers' names. */
    private static List<Long> flips(RunningSandbox scene) {
        TreeMap<String, Long> first = new TreeMap<>();
        for (TruthAccount.Event event : scene.events("answerChanged")) {
            if ("AAAA".equals(event.detail().get("type"))
                    && NEW.equals(event.detail().get("addresses"))) {
                first.putIfAbsent(String.valueOf(event.detail().get("nameServer")), event.at());
            }
        }
        return List.copyOf(first.values());
    }
}
