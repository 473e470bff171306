package io.blackstart.load;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.experiment.Client;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.Sessions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the load's users have: the HTTP clients and retry quotas of the client cohorts, for each DNS
 * cache one, as if that were one process; and the sessions.
 */
final class Visitors {
    private static final RetryQuota UNUSED = new RetryQuota(0);

    private final Users users;
    private final List<Client> clients;
    private final List<List<AgedClient>> pooled = new ArrayList<>();
    private final List<List<RetryQuota>> quotas = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();

    /**
     * Nobody has come yet.
     *
     * @param run the run's id, of which the users' own header values are made
     */
    Visitors(LoadProfile profile, Users users, String run, Supplier<Duration> elapsed) {
        this.users = users;
        this.clients = profile.clients();
        for (Client client : clients) {
            List<AgedClient> ofClient = new ArrayList<>();
            List<RetryQuota> quotasOfClient = new ArrayList<>();
            for (int cache = 0; cache < profile.dns().caches(); cache++) {
                ofClient.add(
                        new AgedClient(
                                users.client(Cohort.POOLED, cache),
                                client.model().idleMost(),
                                client.connectionAge(),
                                elapsed));
                quotasOfClient.add(new RetryQuota(client.model().retryQuota()));
            }
            pooled.add(List.copyOf(ofClient));
            quotas.add(List.copyOf(quotasOfClient));
        }
        Optional<String> header = profile.sessions().flatMap(Sessions::header);
        int count = profile.sessions().map(Sessions::users).orElse(0);
        for (int user = 0; user < count; user++) {
            sessions.add(new Session(header, run + "-u" + user));
        }
    }

    Visit visit(Crowd.User user) {
        Optional<Session> session =
                user.session().isPresent()
                        ? Optional.of(sessions.get(user.session().getAsInt()))
                        : Optional.empty();
        OptionalInt index = user.client();
        if (index.isEmpty()) {
            return new Visit(
                    Optional.empty(),
                    () -> users.client(user.cohort(), user.cache()),
                    UNUSED,
                    new Manner(session, false));
        }
        Client client = clients.get(index.getAsInt());
        return new Visit(
                Optional.of(client),
                switch (client.connections()) {
                    case FRESH -> () -> users.client(Cohort.FRESH, user.cache());
                    case POOLED -> pooled.get(index.getAsInt()).get(user.cache())::now;
                },
                quotas.get(index.getAsInt()).get(user.cache()),
                new Manner(session, client.idempotencyKey()));
    }

    /** Lets go of every idle connection. */
    void close() {
        pooled.forEach(ofClient -> ofClient.forEach(AgedClient::close));
    }
}
