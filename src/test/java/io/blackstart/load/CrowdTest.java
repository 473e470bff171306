package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.experiment.Client;
import io.blackstart.experiment.Client.Connections;
import io.blackstart.experiment.ClientModel;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.Sending;
import io.blackstart.experiment.Sessions;
import io.blackstart.experiment.Share;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

final class CrowdTest {
    private static final List<Client> CLIENTS =
            List.of(
                    client("a", 0.5, Connections.POOLED),
                    client("b", 0.2, Connections.FRESH),
                    client("c", 0.3, Connections.POOLED));

    @Test
    void sharesOfRequestsAreMetAmongReadsAndAmongWrites() {
        LoadProfile profile = profile(CLIENTS, Optional.empty());
        Mix mix = new Mix(profile);
        Crowd crowd = new Crowd(profile, mix);
        for (Purpose purpose : Purpose.values()) {
            int[] counts = new int[CLIENTS.size()];
            long all =
                    LongStream.range(0, 4_000)
                            .filter(n -> mix.purpose(n) == purpose)
                            .peek(n -> counts[crowd.user(n).client().orElseThrow()]++)
                            .count();
            for (int i = 0; i < counts.length; i++) {
                assertEquals(CLIENTS.get(i).share().value() * all, counts[i], 2.0, purpose + "s");
            }
        }
        LongStream.range(0, 1_000)
                .mapToObj(crowd::user)
                .forEach(user ->
                        assertEquals(
                                user.client().orElseThrow() == 1 ? Cohort.FRESH : Cohort.POOLED,
                                user.cohort()));
    }

    @Test
    void withoutClientsTheCrowdIsTheMix() {
        LoadProfile profile = profile(List.of(), Optional.empty());
        Mix mix = new Mix(profile);
        Crowd crowd = new Crowd(profile, mix);
        for (long n = 0; n < 1_000; n++) {
            assertEquals(mix.cohort(n), crowd.user(n).cohort());
            assertEquals(mix.cache(n), crowd.user(n).cache());
        }
    }

    @Test
    void aUserKeepsClientAndCacheAndEveryUserComes() {
        LoadProfile profile = profile(CLIENTS, Optional.of(new Sessions(100, Optional.empty())));
        Mix mix = new Mix(profile);
        Crowd crowd = new Crowd(profile, mix);
        Map<Integer, Crowd.User> users = new HashMap<>();
        Map<Integer, Set<Purpose>> purposes = new HashMap<>();
        for (long n = 0; n < 20_000; n++) {
            Crowd.User user = crowd.user(n);
            int session = user.session().orElseThrow();
            Crowd.User before = users.putIfAbsent(session, user);
            assertTrue(before == null || before.equals(user), "user " + session);
            purposes.computeIfAbsent(session, _ -> new HashSet<>()).add(mix.purpose(n));
        }
        assertEquals(100, users.size());
        assertTrue(purposes.values().stream().allMatch(seen -> seen.size() == 2));
        long ofTheFirst =
                users.values().stream().filter(user -> user.client().orElseThrow() == 0).count();
        assertEquals(50, ofTheFirst);
        assertTrue(users.values().stream().map(Crowd.User::cache).distinct().count() > 30);
    }

    private static Client client(String name, double share, Connections connections) {
        return new Client(
                name, new Share(share), connections, ClientModel.NONE, Optional.empty(), false);
    }

    private static LoadProfile profile(List<Client> clients, Optional<Sessions> sessions) {
        return new LoadProfile(
                200,
                new Share(0.25),
                Duration.ofSeconds(2),
                new Share(0.5),
                new LoadProfile.LoadDns(
                        "authoritative", 64, LoadProfile.Behaviour.TTL, LoadProfile.Family.IPV4),
                Sending.plainly(Duration.ofSeconds(2)),
                clients,
                sessions);
    }
}
